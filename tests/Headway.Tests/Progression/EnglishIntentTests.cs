using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

/// <summary>English messages, one a line: what is meant, then the words; a leading "?" says that our question was open.</summary>
public sealed class EnglishIntentTests
{
    private const string Messages = """
        Thanks|Thanks!
        Thanks|Thank you
        Thanks|thx
        Thanks|Many thanks for your help, Sam.
        Thanks|Thanks a lot for the quick reply!
        Thanks|Great, thank you so much!
        Thanks|Ok, thanks
        Thanks|Perfect, thank you for looking into this.
        Thanks|Cheers, much appreciated
        Thanks|Hi Nia,\n\nthank you very much for your quick support.\n\nBest regards\nAnn Miller\nHead of Payroll\n+49 30 1234567
        Thanks|Thanks in advance
        Thanks|Noted, thanks for the update.
        Thanks|👍
        Thanks|Thank you for the information.\n\n> Any update on this?\n> It still fails.
        Thanks|Thanks Sam, have a nice weekend!
        Thanks|Awesome, thanks guys
        ?Thanks|Thank you!
        ?Thanks|Thanks for your message.
        Thanks|Thanks\n\nOn Tue, 3 Nov 2026 at 10:12, Support <desk@demo.example> wrote:\n> Which port do you use?
        Thanks|Thank you.\n\nSent from my iPhone
        Thanks|Got it, many thanks
        Information|Thanks! Which port?
        Information|Thanks for nothing.
        Information|Thanks, but I meant the other printer on the second floor
        Information|Thank you. I will test it tomorrow and come back to you.
        Information|Thanks, the scanner at dock 4 shows a red light too.
        Information|Thanks for the update, we will monitor it this week.
        Answer|No thanks, I do not want the replacement model
        NotSolved|Thanks, but it still fails
        NotSolved|Thank you for the fix, unfortunately it does not work
        NotSolved|Still not working.
        NotSolved|I restarted the laptop as you said, still the same error.
        NotSolved|It doesn't work.
        NotSolved|It happened again this morning.
        NotSolved|Same problem again after the update.
        NotSolved|No change after the restart.
        NotSolved|That didn't help, I'm afraid.
        NotSolved|The issue persists.
        NotSolved|Sorry, the problem is back.
        NotSolved|Please reopen this ticket, the VPN drops every ten minutes.
        NotSolved|The login works now but the printer is still offline
        NotSolved|It is not fixed yet
        NotSolved|It worked yesterday but now it fails again
        NotSolved|The error hasn't gone away
        NotSolved|Even after reinstalling the client I still get the blank screen.
        NotSolved|Not solved.
        NotSolved|Nope, still broken here
        NotSolved|The new password didn't work either.
        NotSolved|It keeps disconnecting.
        Solved|It works now, thank you!
        Solved|Works again
        Solved|All good now, thanks
        Solved|That did the trick!
        Solved|Problem solved, you can close the ticket.
        Solved|Please close this ticket.
        Solved|I can log in again. Thanks for your help!
        Solved|The restart fixed it.
        Solved|It was a loose cable, everything is working fine now.
        Solved|Resolved
        Solved|No longer needed, I found the file myself.
        Solved|Never mind, I figured it out.
        Solved|Everything is back to normal, thank you.
        Solved|Hi Sam,\nthe printer is working again.\nRegards\nAnn
        Solved|Not sure why, but it works now.
        Solved|The error is gone.
        Solved|Thank you for fixing this so quickly!
        Solved|We are able to see the invoices now. Many thanks
        Solved|It seems to work again, thanks
        Solved|Could you please close the ticket?
        Solved|It was still failing this morning but it works now
        Information|It works now, but one question: will this happen after every update?
        Information|Is it fixed now?
        Information|I will let you know if it works.
        Information|Once it works I will confirm.
        Information|It is working so far, we will keep monitoring until Friday.
        Information|It works now, please apply the same to the other three laptops.
        Information|We hope it will be fixed soon.
        Information|Please do not close the ticket.
        Information|In order to close the audit we need the list of all changes.
        Information|We are working on the list you need.
        Chase|Any update?
        Chase|any update please
        Chase|Any news on this?
        Chase|Hi, just checking in on this one.
        Chase|I'm still waiting for your reply.
        Chase|When will this be fixed?
        Chase|What's the status of my request?
        Chase|Gentle reminder
        Chase|Reminder.
        Chase|Could you please update us?
        Chase|Following up on my ticket from last week.
        Chase|It has been three days and I have not heard anything.
        Chase|Nobody has called me back yet.
        Chase|How much longer will this take?
        Chase|Is anyone looking at this?
        Chase|Kindly update.
        Chase|Please expedite, this has been pending since last week
        Chase|Thanks! Any update on this?
        Chase|Hello team,\n\nany progress here? This is urgent.\n\nKind regards\nAnn
        Chase|When can I expect my new laptop?
        Chase|I have been waiting for two weeks now!
        Chase|Why has no one responded?
        Chase|What is happening with my order?
        Chase|Can you let me know the current status please
        Chase|The customer is upset. What is the latest?
        Chase|Still not working, any update?
        Chase|Is there an ETA for the replacement?
        Chase|Did you have a chance to look at this?
        Chase|Chasing this again.
        Information|The update failed with code 0x80070005
        Information|I am still waiting for our network team to open the port.
        Information|Please update the expiry date to 1 May.
        Information|I need a reminder service for my calendar installed
        Information|The update of the driver was installed on Monday.
        Information|Since the update the screen flickers.
        Information|How long can a password be?
        Appointment|Can you call me tomorrow at 10?
        Appointment|Please call me back on 0151 2345678
        Appointment|When would you be free for a quick call?
        Appointment|Can we have a meeting on Thursday?
        Appointment|I'm available from 2 pm today.
        Appointment|Could someone come by and look at it?
        Appointment|Tuesday at 10 works for me.
        Appointment|Please arrange a remote session for this afternoon.
        Appointment|I need to reschedule our appointment.
        Appointment|Let's connect today at 3.
        Appointment|Kindly confirm your availability tomorrow.
        Appointment|It works now. Can we move our appointment on Thursday?
        Appointment|What time suits you?
        Appointment|Please send me a meeting invitation.
        Information|The asset tag is 4711, call me if you need more.
        Information|The meeting room display stays dark
        Information|As discussed in our call the port must stay open.
        Answer|Here is the screenshot you asked for.
        Answer|Attached as requested.
        Answer|Please find attached the log file.
        Answer|Yes, it happens in the browser too.
        Answer|No, only on my laptop.
        Answer|Confirmed.
        ?Answer|The asset tag is NB-20417.
        ?Answer|It is the printer on floor 3.
        ?Answer|Windows 11, version 24H2
        ?Answer|ok
        ?Answer|Perfect!
        ?Answer|It happens every morning at nine, and only with the docking station. Is that unusual?
        ?Answer|Yes please
        ?Answer|Thanks, the number is 4711.
        ?Information|Which number do you mean?
        ?Information|Thanks! Which port?
        ?Information|Any update?
        ?NotSolved|I tried that, still the same.
        ?Solved|Works now, thanks
        ?Answer|I already sent it last week, any update?
        Thanks|Appreciate the help!
        Thanks|thank you sir
        Thanks|That was quick, thank you!
        Thanks|Thanks for letting me know
        Thanks|Excellent service, thank you all.
        Thanks|Thanks, will do.
        Thanks|Ok
        Information|Thanks, could you also add Ben to the list?
        Information|Thank you, what about the second monitor?
        Information|The printer shows error 49 since this morning.
        Information|I now also see a warning about the certificate.
        Information|We need two more licences for the new starters.
        NotSolved|I'm afraid it's not working yet
        NotSolved|Tried it twice, no luck.
        NotSolved|Unfortunately the same error message appears.
        NotSolved|Nothing has changed.
        NotSolved|It's broken again.
        NotSolved|The VPN still drops every hour.
        NotSolved|Still can't print.
        NotSolved|I still cannot access the share.
        NotSolved|Hi, this is still an issue for us
        NotSolved|We still have the problem with the invoices.
        Solved|Works like a charm now. Thanks!
        Solved|Yes, it's working now.
        Solved|Ja, funktioniert jetzt.
        Solved|Everything OK again.
        Solved|I was able to log in now, thanks a lot
        Solved|Issue resolved, many thanks for the fast support
        Solved|We can print again.
        Solved|You may close this.
        Solved|This can be closed.
        Solved|thanks, that fixed it
        Solved|Your fix worked, thank you
        Solved|Looks good now.
        Chase|Hello? Anyone there?
        Chase|Have you forgotten about me?
        Chase|I need an update on this please
        Chase|Still nothing from you.
        Chase|We've had no response to our last three mails.
        Chase|Could I get a status on this ticket?
        Chase|What's taking so long?
        Chase|By when can this be done?
        Chase|Is this still being worked on?
        Chase|Can someone please look at this? It has been a week.
        Chase|Please respond.
        Chase|Bitte um Info zum aktuellen Stand
        Appointment|Can you ring me this afternoon?
        Appointment|Please give me a call when you have a minute.
        Appointment|Would Wednesday morning work for you?
        Appointment|I am free between 1 and 3.
        Appointment|Could we do a screen share tomorrow?
        Appointment|When can a technician come to our office?
        Appointment|Geht es auch am Mittwoch um 11?
        ?Answer|Room 214, second floor
        ?Answer|yes
        ?Answer|It started on Monday after the update.
        ?Answer|See screenshot.
        ?Answer|both of them
        ?Answer|I don't know, sorry
        Thanks|Thank you for taking care of it so quickly, I really appreciate it.
        Thanks|Thanks a million!
        Thanks|Ta!
        Thanks|Thank you kindly
        Thanks|great stuff, thx
        Thanks|Thanks again for everything
        Thanks|Dear Ms Kaya, thank you for your prompt answer. Kind regards, Tom Hale
        Information|Thanks. Where do I find the form?
        Information|Thank you, but that is not what I asked for.
        Information|Thanks for your reply. The second laptop has the serial number 88A.
        Information|Hi, I forgot to say that it only happens on Wi-Fi.
        Information|We moved to building C yesterday, the phone is now in room 12.
        Information|Please add my colleague Ben to this ticket.
        Information|One more thing: the fax also prints blank pages.
        Information|What does this error mean?
        Information|Why was my account locked?
        Information|Can I use my private phone in the meantime?
        Information|My manager approved it on Friday.
        NotSolved|Hi Sam, I'm sorry to say the VPN is still dropping out.
        NotSolved|No, that did not fix it.
        NotSolved|It worked for about an hour and then stopped again.
        NotSolved|still doesnt work!!
        NotSolved|The printer jammed again.
        NotSolved|Thanks for trying, but I still get the error.
        NotSolved|Not fixed, same screen as before
        NotSolved|I'm still locked out.
        NotSolved|Unfortunately I cannot confirm that, it still hangs.
        NotSolved|Hmm, no difference.
        NotSolved|It is worse than before now.
        NotSolved|The issue has returned
        Solved|Working now, cheers
        Solved|Yay it works!!!
        Solved|Brilliant, that sorted it.
        Solved|Confirmed, it's fixed.
        Solved|Hi, I tested it this morning and everything works as expected. Thank you!
        Solved|No more errors since the restart, thanks.
        Solved|You can go ahead and close this ticket.
        Solved|I found the problem myself, please close.
        Solved|We're back online
        Solved|The printer prints again, many thanks!
        Solved|Thanks Sam, all sorted.
        Solved|It's all good now.
        Solved|Ticket can be closed, the user has left the company.
        Chase|Hi, could you tell me how things stand with my request?
        Chase|Is there any progress on the ticket I opened last Monday?
        Chase|I'd appreciate an update.
        Chase|Sorry to chase, but do we have any news?
        Chase|Just wondering whether anyone had time to look into this.
        Chase|It's now been over a week and the scanner is still not replaced. When can we expect someone?
        Chase|Please can I get an update, my boss is asking.
        Chase|Second request!
        Chase|ANY UPDATE???
        Chase|What's the hold-up?
        Chase|I still haven't received my new badge. When will it be ready?
        Chase|Hello, I opened this ticket on 3 March and have had no feedback since then. Please let me know when someone will take care of it.
        Appointment|Could we speak on the phone about this?
        Appointment|I'll be at my desk until 4, you can come over any time.
        Appointment|Would it be possible to schedule a visit next week?
        Appointment|Please ring me on extension 451.
        Appointment|Can we move the appointment to Friday?
        Appointment|I can't make it at 10, could we do 2 pm instead?
        Appointment|When is a good time to call you?
        ?Answer|It says "license expired".
        ?Answer|Yes, I did that already.
        ?Answer|I restarted it twice.
        ?Answer|Version 5.2.1, see picture
        ?Answer|Both, but the left one more often
        ?Information|What do you mean by asset tag?
        Solved|It is working again since this morning, thank you very much for your help.
        Solved|I can open the files again.
        Solved|After the update everything works fine.
        Solved|Nach dem Update funktioniert alles einwandfrei.
        Solved|Solved, thanks.
        Solved|The problem is solved. Kind regards, Tom
        Solved|We could fix it ourselves, you can close it.
        Solved|The new mouse works perfectly, thanks
        Solved|It's fine now, you can close the request.
        """;

    public static TheoryData<string> Rows => [.. Messages.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Read_WhenTheCustomerWrites_MeansWhatAPersonWouldSay(string row)
    {
        var asked = row.StartsWith('?');
        var parts = row.TrimStart('?').Split('|', 2);
        var reading = IntentReader.Read(parts[1].Replace("\\n", "\n", StringComparison.Ordinal), asked);
        reading.Intent.ShouldBe(Enum.Parse<Intent>(parts[0]), $"{reading.Rule}: {string.Join("; ", reading.Evidence)}");
        reading.Confidence.ShouldBeInRange(0, 1);
    }
}
