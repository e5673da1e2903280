namespace Headway.Domain.Progression;

/// <summary>What some words of a reply or note are a sign of.</summary>
internal enum ReplySign
{
    /// <summary>Wants something from the customer.</summary>
    Ask,

    /// <summary>Gives something to try, or says that it should work.</summary>
    Fix,

    /// <summary>Asks only whether the fix works.</summary>
    ConfirmFix,

    /// <summary>A question that expects no answer.</summary>
    Courtesy,

    /// <summary>A third party without its name.</summary>
    Supplier,

    /// <summary>Somebody must say yes first.</summary>
    Approval,

    /// <summary>Something is on order.</summary>
    Parts,

    /// <summary>The customer wants it at another time.</summary>
    Later,
}

/// <summary>The words by which an agent's reply or note is read, English and German; written as the entries of <see cref="Phrase"/>.</summary>
internal static class ReplyWords
{
    public static readonly PhraseBook<ReplySign> Book = new(
    [
        .. List(ReplySign.Ask, """
            please|pls|kindly .. send|provide|share|attach|upload|forward|describe|specify|reply|answer|fill|choose|list|name
            please|pls|kindly .. tell|give|let|inform|advise me|us
            please|pls|kindly .. confirm which|what|when|where|your|the|who|how|if|whether|that
            could|can|would you .. send|provide|share|attach|upload|forward|describe|specify|tell|give|explain|clarify|name
            let|tell me|us know? which|what|when|where|who|how|your|whether|if|the
            i|we .. need|require your|you|from|the|a|some|more|further|to
            need|require your|more|further|some|a information|details|approval|confirmation|number|name|address|screenshot|answer|input|decision
            waiting for|on you|your
            awaiting your
            as soon as you|we
            which|what version|number|device|error|model|room|office|browser|program|printer|date|time is|do|does|did|are|appears|shows
            bitte .. senden|schicken|mitteilen|nennen|angeben|hochladen|beschreiben|uebermitteln|beantworten|antworten|ausfuellen|zusenden|zuschicken
            bitte .. senden|schicken|nennen|geben|teilen|beantworten|beschreiben|laden|uebermitteln sie|mir|uns
            senden|schicken|nennen|geben|teilen|beschreiben|uebermitteln sie mir|uns
            schick|sende|nenne|gib|teile mir|uns
            lassen sie mich|uns .. wissen
            bitte um .. rueckmeldung|antwort|angabe|auskunft|bestaetigung|nachricht|info
            geben sie mir|uns .. bescheid
            teilen sie mir|uns
            koennten|koennen|wuerden|kannst|koenntest sie|du mir|uns
            koennten|koennen|wuerden|kannst|koenntest sie|du .. schicken|senden|mitteilen|nennen|sagen|beschreiben|angeben|hochladen
            wir|ich benoetigen|benoetige|brauchen|brauche .. von|ihre|ihren|eine|einen|noch|die|den|das|dazu|dafuer|hierfuer
            sobald sie|du|wir|uns .. geschickt|mitgeteilt|gesendet|haben|vorliegt|antworten
            """),
        .. List(ReplySign.Fix, """
            should|ought to? now|again|all|then|also? work|be|function|go|run|print|connect|load|open
            should|ought .. working|fixed|resolved|back|fine|able|gone|ok|okay|solved|sorted|better
            works|working|fixed|resolved|solved|restored|available again|now
            now works|fixed|resolved|restored|working|available|active|enabled|unlocked|reset
            is|are|has|have|was|were|been|been|just|now now|been|just|all? fixed|resolved|restored|corrected|reset|unlocked|enabled|reenabled|repaired|replaced|reinstalled|activated|restarted|reactivated|granted|unblocked|cleared|solved|sorted
            i|we|ive|weve have|just|now? have|just|now? fixed|resolved|restored|corrected|reset|unlocked|enabled|repaired|replaced|reinstalled|activated|restarted|granted|unblocked|cleared|changed|updated|adjusted|added|installed
            ^ try|retry|restart|reboot
            please|pls|kindly|then|and|now|so|just|you|also|simply try|retry|test|retest|restart|reboot|reconnect|relaunch|reinstall
            please|pls|kindly check|verify
            please|pls|kindly .. sign|log in|out|off|on|back
            please|pls|kindly|then|and clear|delete|remove|open|switch|unplug|plug|press|hold|click|select|install|update|run|use .. cache|cookies|again|browser|settings|off|out|button|ok|driver|client|link|cable
            try|trying it|this|that|again|the|to|once|now|another|with|a|restarting|logging|signing|using
            give it another|a? try|go
            have another|a try|go|look
            is|are|now|everything back|up up|online|running|available|again|in
            loads|prints|opens|connects|runs|responds|starts|sends|syncs|appears again|now
            druckt|laedt|oeffnet|startet|verbindet|antwortet|erscheint|synchronisiert wieder|jetzt|nun
            workaround
            follow these|the|this|below steps|guide|instructions|link
            the|these|following|below steps .. fix|solve|help|resolve
            to fix|solve|resolve this|it|that|the
            you can|should now|again|then
            you .. able to .. now|again
            sollte|sollten|muesste|muessten .. gehen|funktionieren|klappen|laufen|behoben|moeglich|geloest|wieder|ok|weg|verschwunden|drucken|verfuegbar|erreichbar|koennen
            wurde|wurden|ist|sind|habe|haben .. behoben|zurueckgesetzt|entsperrt|freigeschaltet|repariert|ausgetauscht|getauscht|neugestartet|gestartet|aktiviert|angepasst|korrigiert|eingerichtet|geloest|wiederhergestellt|erweitert|vergeben|hinzugefuegt|installiert|aktualisiert|erneuert|ersetzt
            bitte .. pruefen|testen|versuchen|probieren|ausprobieren|neustarten|starten|anmelden|gegenpruefen
            pruefen|testen|versuchen|probieren sie|es
            starten|melden|loeschen|oeffnen|trennen|druecken|klicken|waehlen|deinstallieren|installieren sie
            probier|probiere|teste|versuche|versuchs|starte es|bitte|mal|das|den|doch|nochmal
            ^ bitte? probier|probiere|teste|versuche|starte
            geht|funktioniert|laeuft|klappt jetzt|nun|wieder
            sie|du koennen|kannst sich|dich? jetzt|nun|wieder
            kurz testen|pruefen
            is|are back|gone|live|ready|there|in now|again|place
            it|they|account|file|files|folder|message|mail|mailbox|access|printer|link is|are back|gone|live|ready|there
            i|we have|just already|just? moved|switched|set|signed|rolled|given|added you|your|it|them|back
            ive|weve already|just? moved|switched|set|signed|rolled|given|added you|your|it|them|back
            bitte .. drucken|eintragen|abwischen|stellen|buchen|scannen|einlegen|aufrufen|oeffnen|anklicken|abmelden|ausschalten|einschalten|trennen|stecken|wiederholen|neu
            jetzt|nun|wieder|wurde|ist|habe|haben|sind .. eingetragen|zurueckgestellt|umgestellt|freigegeben|angelegt|hochgesetzt|hinterlegt|umgezogen|zurueckgesetzt
            jetzt|nun klingelt|steht|kommt|erscheint|druckt|startet|liegt
            hilft .. neustart|folgendes
            umgehung|umgehungsloesung|zwischenloesung
            """),
        .. List(ReplySign.ConfirmFix, """
            does|do|is|are|did|has it|this|that|everything|all|they|the|your .. work|working|works|worked|help|helped|ok|okay|fine|solved|fixed|resolved|better|gone now|again|correctly|properly? $
            does|do|is|are it|this|that|everything|all|they .. work|working|ok|okay|fine|better now|again|for|properly
            has|have|did it|this|that|everything|the .. helped|help|worked|gone|solved|fixed|resolved
            let|tell me|us know? if|whether|that it|this|that|everything|the|all|your .. work|works|worked|working|help|helps|helped|ok|okay|fine|solved|solves|fixed|fixes|fix|resolved|resolves|persists|persist|continues|still|now|again|remains|back|goes
            is|are|does|do everything|all|it|they|this|that .. there|right|correct|complete|visible|look|looks|arrive|appear
            stimmt|passt|fehlt es|das|alles|etwas|noch|so
            let|tell me|us know? if|whether it|this|that|they|one .. lands|arrives|appears|arrived|comes|goes|prints|opens
            send|schicken yourself|sich
            let|tell me|us know? how it|that|this|you goes|go|went|works|get
            let|tell me|us know the? result|outcome
            confirm if|whether|that it|this|that|everything|all|the|you .. work|works|worked|working|ok|okay|fine|solved|fixed|resolved|can|now|again
            confirm the? fix|solution|resolution
            please|pls|kindly confirm $
            can|could|would you please|kindly|just|also|maybe|perhaps|now|quickly? please|kindly|just|also|now|quickly? try|retry|retest|test|restart|reboot
            can|could|would you please|kindly|just|also|now|quickly? check|verify|confirm again|now|if|whether|that .. work|works|working|it|solved|fixed|ok|fine|now|again
            are|is|can you .. able to? .. now|again
            can you .. now|again $
            funktioniert|geht|klappt|laeuft|gehts es|das|alles|der|die .. jetzt|nun|wieder|so|damit
            funktioniert|geht|klappt|laeuft es|das|alles $
            funktioniert|geht|klappt|laeuft es|das|alles|nun jetzt|nun|wieder|so
            hat|haben es|das|der|die|dies .. geholfen|geklappt|funktioniert
            ist|sind .. behoben|geloest|weg|besser|ok|okay|verschwunden|gut $
            koennten|koennen|wuerden|kannst|koenntest sie|du .. versuchen|testen|pruefen|probieren|ausprobieren|neustarten
            ob es|das|alles|der|die|sie|nun|jetzt .. funktioniert|geht|klappt|laeuft|hilft|passt|koennen|kommen
            bescheid|rueckmeldung ob|wenn
            bestaetigen sie .. funktioniert|geht|klappt|passt
            """),
        .. List(ReplySign.Courtesy, """
            how are you|things
            anything else
            something else
            any further|other|more questions|help|assistance
            any questions
            if you have|need|run .. any|question|questions|further|help|more|anything
            questions or|please|just|feel|do
            how can|may i|we .. help|assist
            hope .. well
            sonst noch
            noch etwas|was|fragen|weitere
            haben|hast sie|du noch|weitere|sonst .. fragen|etwas|anliegen|wuensche
            bei fragen|rueckfragen|weiteren
            wie geht ihnen|dir|es
            wie kann|koennen|darf ich|wir .. helfen
            falls|wenn|sofern sie|du|noch|weitere|es .. fragen|haben|brauchen|benoetigen
            """),
        .. List(ReplySign.Supplier, """
            supplier|vendor|manufacturer|suppliers|vendors|reseller|carrier|isp
            third party
            service|internet|telecom|cloud|hosting|external provider|partner
            lieferant|lieferanten|hersteller|herstellers|dienstleister|dienstleisters|zulieferer|drittanbieter|provider|anbieter|systemhaus
            externe|externen|externer firma|partner|dienstleister|techniker
            """),
        .. List(ReplySign.Approval, """
            need|needs|require|requires|asked|waiting|wait|sent|requested|awaiting|pending|asking .. approval|authorisation|authorization|sign-off|signoff|yes
            asked .. for .. approval|order|permission|yes|go-ahead|consent
            asked .. to approve|agree|sign
            has|have|must|needs|need to? say yes
            have|has to approve|agree
            approval|authorisation|authorization is|was|has been? pending|requested|asked|needed|outstanding|required
            freigabe|genehmigung|zustimmung|bewilligung .. angefragt|angefordert|eingeholt|beantragt|aus|erforderlich|noetig|notwendig|offen
            brauche|brauchen|benoetige|benoetigen|warte|warten|erbeten|einholen .. freigabe|genehmigung|zustimmung|ja
            brauche|brauchen ich|wir ein|eine ja|freigabe|genehmigung|zustimmung
            zur|um freigabe|genehmigung|zustimmung
            frage|fragen .. ob .. duerfen|darf
            muss|muessen .. zustimmen|genehmigen|freigeben
            """),
        .. List(ReplySign.Parts, """
            is|are|been|have|has|ive|weve|i|we|was|now|just just|now|been|already? ordered
            on|back order
            waiting for .. part|parts|replacement|delivery|toner|device|laptop|phone|cable|battery|licence|license
            ist|sind|wurde|wurden|habe|haben .. bestellt|nachbestellt|geordert
            bestellung .. ausgeloest|aufgegeben|unterwegs|laeuft
            lieferung .. erwartet|angekuendigt|unterwegs
            warten|warte .. ersatzteil|ersatzteile|lieferung|ersatzgeraet
            """),
        .. List(ReplySign.Later, """
            customer|user|she|he|they|caller|requester .. wants|asked|asks|prefers|would|wishes|requested .. later|after|wait|not|until|postpone|on|in|next|then|back
            customer|user|she|he|they|caller|requester|is|are .. away|leave|holiday|vacation|travelling|traveling|abroad|sick
            on leave|holiday|vacation|annual
            out of office
            back on|from|in
            at|on their|her|his|customers|users request|wish
            not before|until
            postponed|deferred|defer|postpone to|until|till|at
            kunde|kundin|anwender|anwenderin|sie|er|nutzer|nutzerin|anrufer|anruferin .. moechte|will|wuenscht|bittet|wollte|moechten|wollen .. erst|spaeter|nach|ab|bis|am|im|naechste|warten|verschieben
            im|in urlaub
            erst ab|am|im|nach|wieder|naechste|in
            abwesend|verreist|krank|dienstreise|elternzeit
            auf|nach wunsch .. des|der|kunden|kundin
            verschoben|zurueckgestellt|vertagt auf|bis
            nicht vor
            """),
    ]);

    private static IEnumerable<(ReplySign, string)> List(ReplySign sign, string lines) =>
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(entry => (sign, entry));
}
