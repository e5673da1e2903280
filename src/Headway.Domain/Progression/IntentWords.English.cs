namespace Headway.Domain.Progression;

public sealed partial class IntentWords
{
    private static IEnumerable<(IntentSign, string)> English() =>
    [
        .. List(IntentSign.Thanks, """
            thanks|thx|thanx|thnx|tks|tnx|ty|cheers
            thank you|u|ya
            thanks a million|bunch|ton|lot|bundle
            ^ ta $
            thanks again? for everything
            many|much|big thanks
            much appreciated
            appreciate|appreciated it|this|that|your|the
            i|we really|truly|highly? appreciate it|this|your|the
            merci|gracias|grazie
            """),
        .. List(IntentSign.Praise, """
            great|perfect|excellent|wonderful|brilliant|awesome|fantastic|lovely|super|nice|cool|amazing|alright|understood|noted
            ok|okay
            got it
            well done
            will do
            good|great job|work
            """),
        .. List(IntentSign.Chase, """
            any update|updates|news|progress|movement|development|developments|feedback|luck|joy|eta|word|reply|response
            any further update|updates|news|progress
            update|updates|news|progress please|pls|plz
            update|updates on this|that|it|my|the|below|above
            status update
            status please|pls|plz
            status of the|this|my|our|below|above case|ticket|issue|request|incident|order|problem
            what|whats is|s|are? the? current|latest|exact? status|update|eta|progress|latest|news|timeline on|of|for|from|here|regarding|about|please|with
            what|whats is|s? the? current|latest? status|update|eta|progress|latest $
            whats|what is|s? happening|up|going with|on
            whats|what is|s? the plan
            let me|us know the? current|latest? status|progress|update|eta
            please|pls|plz|kindly|could|can|will|would|to you? please|kindly? update us|me|here|accordingly
            please|pls|plz|kindly|could|can you? please|kindly? update $
            please|pls|plz|kindly update on this|that|the|it|below|thi
            please|pls|plz|kindly|could you? please? share|give|provide|send me|us? an|any|the|some|more|latest? update|updates|eta|status|feedback|timeline|timelines
            keep us|me updated|posted
            need|want|expecting|require|appreciate|awaiting|like|request|requesting an|a|your|some|any|the? urgent|quick|status? update|updates|reply|response|feedback
            still? waiting|awaiting|wait for|on? you|your|an|a|any|some|someone|somebody|anyone|this|my .. update|updates|reply|response|answer|feedback|feed|news|solution|fix|help|resolution|confirmation|support|action
            waiting|awaiting|wait for|on? your|any|an reply|response|answer|update|updates|feedback|feed|action|confirmation
            am|are|is|been|im|were|ive|still waiting $
            still waiting $
            been waiting|chasing|asking|trying to reach
            waiting since|for .. days|weeks|week|hours|months|month|day|long|ages|yesterday|monday|tuesday|wednesday|thursday|friday
            waiting too|so|very long
            gentle|kind|friendly|quick|second|third|another|final|polite reminder
            ^ reminder
            kindly|please|just|again remind|reminding
            just|only|am|im|to following|follow|chase|chasing up?
            following|follow up on|about|regarding|again|with
            chasing|chase this|you|up|my|the|it
            just|only|am|im checking in|back|on|up|if|whether
            ^ checking in
            when will|would|can|could|should|might|may i|we|you|this|it|the|my|our|someone|somebody|they|that|there|be|u
            when do|does|did|is|are you|i|we|this|it|the|my|your|our .. expect*|going|be|fix*|plan*|available|solv*|resolv*|ready|deliver*|arriv*|get|back|happen*|due|finish*|done|scheduled
            when to expect
            by when
            how much|many? longer will|does|is|until|before|till|do|must|should|more|it|this
            how much longer|time will|more|it|do
            how long .. take|takes|taking|wait|waiting|need|until|before|more|longer|pending|open
            how far are|is|have
            no|not|nobody|noone|havent|hasnt|never|without|didnt|dont|still have|has|had|yet|any|a|one|heard|hear|received|receive|got|get|gotten|had|responded|replied|answered|back|anything|from|you|see|seen|even|yet? .. reply|response|answer|update|updates|feedback|news
            has|have no|nobody|noone|anyone|anybody one|body? responded|replied|answered|called|contacted|looked|come
            no|any one|body? has|have replied|answered|responded|called|contacted|come|been|looked|touched
            nobody|noone has|have replied|answered|responded|called|contacted|come|been|looked|touched
            havent|have|not|never|hasnt not|never? heard|received anything|back|from|any|a|yet
            have|has not|never heard
            no|without reply|response|answer|update|updates|feedback|news|reaction|progress yet|so|from|since|at|until|for|received|again|to
            still no|without|nothing reply|response|answer|update|updates|news|feedback|word|contact|from|solution|fix|progress|reaction
            still nothing
            nothing has? happened|heard|since
            has|have|did you|anyone|anybody|someone|somebody|there|anything|u been|had|have|looked|look|found|find|seen|see|manage*|got|get|happened|made|any|able|chance|checked
            is|are there any|some update|news|progress|updates|movement|chance
            is|are anyone|anybody|someone|somebody|you still|actually|even|currently? looking|working|there|dealing|handling|on|aware
            expedite|expediting
            speed|hurry this|it|up|things
            prioritise|prioritize|escalate|escalating|escalated this|it|my|the
            open|outstanding|unresolved|pending|unanswered for|since|from a|long|over|more|several|many|two|three|four|five|weeks|days|ages|last|time
            still|is open|pending|unanswered|unresolved|outstanding $
            pending since
            taking|takes|took too|so|very|forever|ages long?
            where are|do|is|does we|you|this|it|my|our with|on|at|stand|now|ticket|order|laptop|request
            where is my|our|the
            forgotten|forgot me|us|this|about|my
            expected|estimated|resolution|target|completion|delivery date|time|timeline
            date of when
            date to finish|fix|solve|resolve
            eta please|pls|plz|on|for
            please|pls|plz|kindly|can .. provide|share|give|advise .. eta|timeline|timelines|date
            bump
            anyone|anybody|someone|somebody there|home|reading|alive
            get|have|give|getting|appreciate a|an|some|the? status|eta|sign|update|updates|news|answer|reply|response|feedback
            how things|it|this|that stand|stands|going|is|are
            wondering|wonder if|whether|when anyone|someone|somebody|you|there|this|it|we
            second|third|2nd|3rd|another|repeated request|attempt|mail|message|email|inquiry|enquiry
            whats|what is|s? the? delay|holdup|hold
            know when|how someone|somebody|you|it|this|we|i|they|soon|long
            have|had|has|received|got no|not any? feedback|reply|response|answer|news|update|reaction
            status on this|my|the|that|it
            still being
            has|its been a|one|two|three|several|over|more|many|weeks|days|ages|almost|nearly|another|quite .. week|weeks|days|day|month|months|while|ages|time
            please|pls|plz|kindly respond|reply|answer $
            please|pls|plz|kindly respond|reply|answer soon|asap|urgently|quickly|to|me|us|as
            why is|does|has|are|have|do it|this|that|nobody|no|there|nothing|you|the .. long|longer|slow|time|reply|response|happened|answer|answering|responding|done
            """),
        .. List(IntentSign.Hurry, """
            urgent|urgently|asap|urgency|immediately|soonest|blocker|critical
            as soon as possible
            as soon as you can
            high|highest|top priority|urgency
            quick|prompt|immediate|your|swift action|attention|support|help
            please|pls|plz|kindly|you to|kindly? advise|advice
            your advice|advise
            cant|cannot|can wait|not longer|any|until|wait
            still pending|open
            causing|delay|impacting|affecting
            """),
        .. List(IntentSign.Appointment, """
            call|ring|phone|telephone|contact me|us back|on|at|please|today|tomorrow|again|when|by|after|before|between|this|any
            call|ring|phone me|us
            give me|us|him|her a .. call|ring|bell
            callback|call-back
            call back
            can|could|would|will|may|shall|lets|let you|someone|somebody|we|i|us|he|she|they|anyone now|please|also|all? connect|join
            can|could|would|will|may|shall|lets|let|should you|someone|somebody|we|i|us|he|she|engineer|technician|technicians|they|anyone .. call|meet|talk|speak|come|visit
            can|could|would|will you|someone|somebody please? phone|ring
            could|can we|you do|say|make .. pm|am|instead|oclock|tomorrow|today|monday|tuesday|wednesday|thursday|friday|later|earlier
            cant|cannot|wont make it|that at|on|to|then|tomorrow|today
            have|having|schedule|arrange|set|setup|book|plan|organise|organize|make|conduct|hold|need|want|share|send|do|request|arraneg up|us|me|the|to|for? .. call|meeting|session|appointment|visit|slot|invite|invitation|webex|remote
            arrange|schedule to connect|come|meet|call
            lets|let us? connect|meet|talk|speak|sit|join|call|discuss
            appointment
            available|free time|slot|slots
            time slot|slots
            are|is|will|would|be you|someone|he|she|they .. available|free today|tomorrow|now|at|on|for|this|next|monday|tuesday|wednesday|thursday|friday
            you available|free
            your|share|confirm availability
            when|what .. are|would|will|is|you|suits|works you|be|for|me|best|good .. available|free|suit|suits|convenient|come|call|connect|meet
            when|what time? can|could|would|will|should|shall we|you|i|someone|an|the|a .. call|connect|meet|come|visit|talk|speak|join|phone|ring
            when you are|re available|free
            im|i|we|weare|ill will|am|are? be? available|free|reachable|around at|on|today|tomorrow|between|from|till|until|any|after|now|before|this|next|all|anytime|monday|tuesday|wednesday|thursday|friday|in|for
            be|is|are available also? tomorrow|today|at|on
            join|joining .. meeting|session|link|call|webex|zoom|teams
            join at
            inviting you to
            zoom|teams|webex|skype|anydesk|teamviewer|virtual meeting|session|call|invite|link
            webex|anydesk|teamviewer
            team viewer
            meeting invitation|invite|link|id|request
            please|pls|plz|kindly|can|to|ready|lets|u|you|and|need|we|if connect now|today|tomorrow|at|on|sunday|monday|tuesday|wednesday|thursday|friday|using|any|by
            connect now|today|tomorrow|at|sunday|monday|tuesday|wednesday|thursday|friday
            aim|im|am|are ready
            come|stop|drop|swing by|over|round|around
            come and|to look|see|fix|check|help
            best|good|better|suitable|convenient time to|for|is
            suits|suit|fits me|us
            works|work|suits|fits for me|us
            what time|day|date|slot suits|works|fits|is|would|do
            postpone|reschedule|postponing|rescheduling|move|moving|shift|cancel .. appointment|meeting|call|visit|activity|session|slot
            do|have|did you|we have? time at|on|today|tomorrow|for|this|next|now
            can we|you|i do|start it|the|this|that today|tomorrow|now|on|at
            visit me|us
            would|does|is|could|about|maybe|perhaps monday|tuesday|wednesday|thursday|friday|today|tomorrow|this|next .. work|suit|fit|ok|okay|possible|good|better|convenient
            screen share|sharing
            screenshare
            """),
        .. List(IntentSign.Solved, """
            works|worked|working|functions|functioning now|again|fine|well|perfectly|great|good|smoothly|properly|correctly|flawlessly|ok|okay|normally|beautifully
            works|worked|working for me|us
            worked all night|day|morning|week|weekend|shift
            works|working like|as a|expected|normal|it|before|should
            it|that|this|everything|all|which|solution|fix|restart|reboot|workaround has|have|had|all|just|now|also|really? worked
            it|that|everything|all works
            is|its|are|everything|all|now now|all|already|also|be? working $
            is|its|are working for|with me|us|all|everyone|everybody|him|her|them
            confirm|confirmed|verified|tested .. working|works|fixed|resolved|solved
            that|this|it|restart|restarting|reboot|rebooting|which has|have|really? did|done the trick|it
            that|this|it|restart|restarting|reboot|rebooting|which has|have|really? helped|fixed|solved|resolved|sorted
            fixed|solved|sorted|resolved it|that|itself|myself|my|the
            is|was|were|been|are|be|now|got|its|has|issue|problem|all|everything|everythings|being|already|seems|looks now|all|fully|finally|already|been|completely|successfully|to? solved|resolved|fixed|sorted|repaired|cleared|restored
            ^ solved|resolved|fixed|sorted
            issue|problem solved|resolved|fixed|sorted|gone
            thanks|thank|for you? for|on? solving|fixing|resolving|sorting
            no longer need|needed|require|required|want|relevant|necessary|happening|happens|occurs|appears|appearing|occurring|exists|an|there
            not need|needed|required|necessary|relevant any|anymore
            dont|doesnt need it|this|that|the|help|your any|anymore|help
            all good|fine|ok|okay|sorted|set|well|clear|resolved|done now|again|here|thanks|thank|from
            everything|all is|works|are|was now? good|fine|ok|okay|great|well
            everything good|fine|ok|okay|great now|again|here
            is|its|looks|seems|are|all all|now? ok|okay|fine|good|perfect|great|alright now|again
            back to normal
            back|is|its|now|all|we up and running
            up and running
            problem|issue|error|it|message has|is|have|just|now|all? gone|disappeared|vanished
            went|gone away
            error|issue|problem|message|warning .. no longer
            i|we|he|she|they|users|user|customers|everyone|people can|could|am|are|is .. again
            i|we|he|she|they|users|user|customers|everyone|people can|am|are now|finally|able .. now|log|see|print|access|open|connect|use|work|login|sign|scan|send
            able to .. now|again
            managed|able to .. fix|solve|resolve|sort
            figured|sorted it out
            no more|further|new error|errors|problem|problems|issue|issues|drops|crashes|dropouts|alerts|warnings
            back online
            prints|printing|opens|loads|starts|connects|sends|responds|scans|syncs|boots again|now|fine|normally
            found .. myself
            figured|sorted it|this|that out|myself
            got it working|sorted|fixed|to
            seems|appears|starts|started|begins|looks to be? work|working|fixed|ok|okay|fine|function again|now|fine|properly|well?
            never mind|mind
            nevermind
            back|is|its|am|im|are online|connected|in again
            """),
        .. List(IntentSign.Close, """
            close|closing this|the|my|that|our case|ticket|request|incident|issue|call|one|support|now
            close|closing it|both|ticket|case
            close $
            close this|that $
            ticket|case|incident|request|issue|call|it|this may|can|could|should|to be closed
            case|ticket|incident|request closure
            cancel|disregard|ignore this|my|the request|ticket|case|issue
            """),
        .. List(IntentSign.StillBroken, """
            still not|no|doesnt|does|isnt|cant|cannot|wont|fail|fails|failing|failed|broken|happening|happens|occurs|occurring|appearing|appears|appear|exists|exist|there|same|getting|gets|facing|have|having|an|down|crash*|stuck|showing|shows|see|seeing|get|face|unable|offline|locked|slow|hangs|error|errors|wrong|missing|blank|empty|present|persists|drops|dropping|disconnects|freezes|hangs|stops|jams|takes|loses|reboots|restarts|beeps|blinks|flickers|complains|reports|rejects|returns|gives|comes|goes|raising|refuses|says|asks|asking|very|impossible|the|ending|jams|is|are
            still no access|luck|connection|internet|sound|signal|network|email|mail|mails|change|improvement|picture|printer|login|display
            still the|same same|error|issue|problem
            error|issue|problem|system|it|printer|screen|laptop|vpn|outlook|app|which|that|this|but is|are|keeps|does|did still
            issue|problem|error|bug|message still
            is still there|the|happening|broken|down|here|same|locked|not|failing|slow
            same|identical error|issue|problem|result|thing|message|behaviour|behavior|story|again|symptom|symptoms|fault
            the same as|again|happens|happened|issue|error|problem
            happened|happening|happens|happen|fails|failed|failing|broken|broke|crashed|crashing|crashes|appeared|appears|gone|down|stuck|stopped|occurred|occurs|jammed|locked again
            is|are|was not|still|never yet|been|really|properly|completely|fully? solved|resolved|fixed|sorted|working|repaired|right|ok|okay
            isnt|arent|wasnt|hasnt|havent|not yet|been|really|properly|completely|fully? solved|resolved|fixed|sorted|repaired
            hasnt|havent gone|improved|changed|helped|worked|disappeared away?
            has|have not been|gone|improved|changed|helped|worked|disappeared away?
            it|that|this doesnt|didnt|isnt|hasnt $
            it|that|this does|did|is|has not $
            didnt|not|doesnt|does|dont|wont|never really|actually|seem|fully|to|did? work|help|helped|fix|fixed|solve|solved|resolve|change|worked
            no change|improvement|difference|joy|success|luck|better
            no luck|joy
            nothing changed|changes|helped|helps|works|worked|has|improved changed?
            unfortunately .. not|still|same|doesnt|didnt|isnt|cant|cannot|no|again|failed|fails
            problem|issue|error|it|fault|message .. persists|persist|remains|returned|continues|reappeared|recurs|recurred
            problem|issue|error|it|fault|message is|has|came|come back|returned|reappeared
            problem|issue|error|bug|yes|the exist|exists
            persists|persisting|reoccur*|recurred|recurs
            back again
            and came back
            came back $
            keeps|keep|kept crashing|failing|happening|dropping|asking|freezing|disconnecting|coming|showing|appearing|occurring|getting|saying|jamming|disconnect|logging|restarting
            reopen|reopening this|the|my|it|ticket|case
            re open this|the|my|it|ticket|case
            even after|with|though|now .. still|same|not|error|fails|happens|doesnt
            worse than|now|again|before
            but now|then|still|again|it .. again|same|not|fails|error|broken|down|failed|doesnt
            not right|fixed|solved|resolved|better
            """),
        .. List(IntentSign.Broken, """
            not|isnt|arent|stopped|stops|never working|responding|loading|opening|printing|starting|connecting|sending|receiving|available|appearing|showing|functioning
            doesnt|does|didnt|wont|dont|do|did not? work|open|start|load|print|connect|respond|help|show|appear|send|let|boot|accept|recognise|recognize|turn|sync|function
            cannot|cant|unable|couldnt|able
            fails|failed|failing|failure|error|errors|crash|crashes|crashed|crashing|broken|broke|stuck|freezes|frozen|hangs|hanging
            issue|issues|problem|problems|bug|fault|outage|wrong
            facing|down|offline|denied|refused|timeout
            """),
        .. List(IntentSign.Answer, """
            attached|attachment|attachments|enclosed
            please|pls|plz|kindly|find|see find|below|log|the|as .. attached|below|attachment|following|logs|log|file|here
            as|like you? requested|asked
            you requested|asked|wanted|needed|require|required
            requested|required files|file|data|logs|log|information|info|screenshot|screenshots|details|document|documents|ph_technical
            here is|are|s|you|it|they|comes|come
            heres the|a|my
            in answer|reply|response to
            to answer|your question?
            answer to your|the
            answering your
            regarding|re|about|to your question|questions
            """),
        .. List(IntentSign.Reaction, """
            ^ yes|yep|yeah|yup|no|nope|nah|correct|right|exactly|indeed|confirmed|approved|agreed|sure|done|uploaded|sent|shared|downloaded|added|completed|neither|both
            ^ confirm $
            ^ confirm for|to
            i|we|ive|weve|its|is|are|already|have|been|they confirm|confirmed|approve|approved|agree|agreed|uploaded|sent|shared|attached|added|provided|restarted|rebooted|installed|tried|tested|checked|done|enabled|cleared|updated|reset
            already did|done|sent|tried|shared|provided|attached|uploaded|restarted
            that|this is|would|works be? correct|right|fine|ok|okay|for
            """),
        .. List(IntentSign.Request, """
            please|pls|plz|kindly
            could|can|would|will you|someone|we|i|u
            i|we would|will|d like|need|want|require|wish
            i|we need|want|require|wish|suggest
            need you|to|your|help
            ^ how|what|which|why|who|where
            help me|us|with
            help
            also there|need|the|another|one|add
            one more|other thing|question
            another question|thing|issue|problem|one
            move to|forward
            waiting for|your
            """),
        .. List(IntentSign.Hedge, """
            so far
            for now
            for the moment|time
            at the moment
            monitor|monitoring|observe|observing
            keep|keeping an|you|us|monitoring eye|updated|posted
            not sure|certain if|whether|yet|that
            not|dont know|sure if|whether|yet
            will|ill|well|shall|going test|check|verify|try|confirm|see|let
            let you know
            wait and see
            yesterday|temporarily|temporary|partially|partly|sometimes|intermittently|mostly|almost
            workaround
            only|except on|for|in|when|if|with|one|some
            """),
    ];
}
