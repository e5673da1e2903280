using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

/// <summary>What a reply says about the next situation: the status meant, then the words.</summary>
public sealed class PredictReplyTests
{
    private const string Table = """
        AWAIT_CUSTOMER|Which port do you use?
        AWAIT_CUSTOMER|Could you send us a screenshot of the message?
        AWAIT_CUSTOMER|Please send us the asset tag on the back of the laptop.
        AWAIT_CUSTOMER|Hi Ann, thanks for your call. When did it start?
        AWAIT_CUSTOMER|Please let us know which printer it is.
        AWAIT_CUSTOMER|We need your approval before we can order it.
        AWAIT_CUSTOMER|Would Tuesday at 10 suit you?
        AWAIT_CUSTOMER|Does the error also appear in the browser?
        AWAIT_CUSTOMER|Please try again and tell me which error you see.
        AWAIT_CUSTOMER|As soon as you have sent the form we will set it up.
        AWAIT_CUSTOMER|Please confirm your room number.
        AWAIT_CUSTOMER|I unlocked your account. By the way, which floor are you on now?
        AWAIT_CUSTOMER|Is the light on the dock green or orange?
        AWAIT_CUSTOMER|Are you in the office today?
        AWAIT_CUSTOMER|What does the message say exactly?
        AWAIT_CUSTOMER|Please attach the log file.
        AWAIT_CUSTOMER|Welche Fehlermeldung sehen Sie?
        AWAIT_CUSTOMER|Bitte schicken Sie uns einen Screenshot.
        AWAIT_CUSTOMER|Können Sie mir bitte die Inventarnummer nennen?
        AWAIT_CUSTOMER|Bitte teilen Sie uns mit, welcher Drucker betroffen ist.
        AWAIT_CUSTOMER|Wir benötigen noch die Freigabe Ihrer Leitung.
        AWAIT_CUSTOMER|Seit wann tritt das auf?
        AWAIT_CUSTOMER|Passt Ihnen Dienstag um 10?
        AWAIT_CUSTOMER|Sobald Sie uns das Formular geschickt haben, geht es weiter.
        AWAIT_CUSTOMER|Geben Sie mir bitte Ihre Zimmernummer?
        CUST_TESTING|Please try again.
        CUST_TESTING|It should work now.
        CUST_TESTING|Please try again; does it work now?
        CUST_TESTING|I have reset your password. Could you try again?
        CUST_TESTING|Your account is unlocked now.
        CUST_TESTING|We have restarted the service, please check.
        CUST_TESTING|Does it work now?
        CUST_TESTING|Try restarting the docking station and let me know if it helps.
        CUST_TESTING|The fix is installed. Please test and let us know whether everything works.
        CUST_TESTING|You should be able to log in again.
        CUST_TESTING|Please clear the browser cache and sign in again.
        CUST_TESTING|The access has been granted, you can now open the folder.
        CUST_TESTING|This is fixed now. Is there anything else I can help you with?
        CUST_TESTING|The printer has been replaced. If it fails again, please send me a photo of the display.
        CUST_TESTING|I have updated the driver. Please let us know if you have any questions.
        CUST_TESTING|Can you confirm that it works?
        CUST_TESTING|As a workaround you can use the web client.
        CUST_TESTING|Has the restart helped?
        CUST_TESTING|Hello Ann,\n\nplease restart the laptop.\n\nBest regards\nSam\nHow was our service?
        CUST_TESTING|> Which port?\nI corrected the port, please try it once more.
        CUST_TESTING|Bitte prüfen.
        CUST_TESTING|Das sollte jetzt gehen.
        CUST_TESTING|Ich habe Ihr Passwort zurückgesetzt.
        CUST_TESTING|Bitte versuchen Sie es noch einmal.
        CUST_TESTING|Bitte versuchen Sie es noch einmal, funktioniert es jetzt?
        CUST_TESTING|Ihr Konto ist wieder freigeschaltet. Können Sie es bitte testen?
        CUST_TESTING|Der Drucker wurde ausgetauscht.
        CUST_TESTING|Starten Sie bitte den Rechner neu und geben Sie kurz Bescheid, ob es geholfen hat.
        CUST_TESTING|Hat der Neustart geholfen?
        CUST_TESTING|Die Freigabe müsste nun erreichbar sein.
        CUST_TESTING|Probieren Sie es bitte mit dem anderen Kabel.
        CUST_TESTING|Erledigt, der Zugang ist eingerichtet. Haben Sie sonst noch Fragen?
        CUST_TESTING|Sie können sich jetzt wieder anmelden.
        IN_PROGRESS|Thank you for your message, we are looking into it.
        IN_PROGRESS|We will check and get back to you.
        NEXT_ACTION|I am going to restart the server tonight.
        IN_PROGRESS|It is not fixed yet, we keep working on it.
        IN_PROGRESS|We will let you know once it is fixed.
        IN_PROGRESS|Your ticket has been assigned to the network team.
        IN_PROGRESS|We are sorry for the wait.
        IN_PROGRESS|Vielen Dank für Ihre Nachricht, wir kümmern uns darum.
        IN_PROGRESS|Wir prüfen das und melden uns.
        IN_PROGRESS|Es ist noch nicht behoben, wir arbeiten daran.
        IN_PROGRESS|Wir melden uns, sobald es behoben ist.
        IN_PROGRESS|
        AWAIT_CUSTOMER|Hello Ben, is the cable plugged in on both sides?
        AWAIT_CUSTOMER|Can you tell me the name of the folder?
        AWAIT_CUSTOMER|To proceed I need the serial number.
        AWAIT_CUSTOMER|Kindly share the exact time of the failure.
        AWAIT_CUSTOMER|Who else in your team has this?
        AWAIT_CUSTOMER|Do you still need the old mailbox?
        AWAIT_CUSTOMER|May I connect to your computer this afternoon?
        AWAIT_CUSTOMER|Please fill in the attached form and return it to us.
        AWAIT_CUSTOMER|Which of the two options do you prefer: a new phone or a repair?
        AWAIT_CUSTOMER|Please reply with your shift times.
        AWAIT_CUSTOMER|Welches Gerät ist es denn?
        AWAIT_CUSTOMER|Wann sind Sie am besten erreichbar?
        AWAIT_CUSTOMER|Bitte nennen Sie mir die Seriennummer.
        AWAIT_CUSTOMER|Könnten Sie mir ein Foto vom Display schicken?
        AWAIT_CUSTOMER|Bitte um Rückmeldung, welche Lizenz Sie brauchen.
        AWAIT_CUSTOMER|Ist der Stecker fest?
        AWAIT_CUSTOMER|Dürfen wir heute Abend neu starten?
        AWAIT_CUSTOMER|Darf ich mich kurz auf Ihren Rechner aufschalten?
        CUST_TESTING|The new toner is in, printing should be fine again.
        CUST_TESTING|I've added you to the group. Sign out and in again, then the folder will appear.
        CUST_TESTING|Kindly check and confirm.
        CUST_TESTING|Please have another go.
        CUST_TESTING|The server is back up.
        CUST_TESTING|Restart Outlook and it will work.
        CUST_TESTING|Give it a try and let us know how it goes.
        CUST_TESTING|We rolled back last night's change, so the page loads again.
        CUST_TESTING|Please log off and on once, that usually solves it.
        CUST_TESTING|The licence has been activated.
        CUST_TESTING|Der Zugang ist jetzt freigeschaltet.
        CUST_TESTING|Wir haben den Dienst neu gestartet, bitte testen.
        CUST_TESTING|Bitte melden Sie sich einmal ab und wieder an.
        CUST_TESTING|Das Update ist installiert, jetzt müsste es klappen.
        CUST_TESTING|Klappt es jetzt?
        CUST_TESTING|Bitte einmal neu starten.
        CUST_TESTING|Der Toner ist getauscht, der Drucker druckt wieder.
        CUST_TESTING|Versuchen Sie es bitte mit Firefox.
        NEXT_ACTION|I will look into it this afternoon.
        IN_PROGRESS|Thanks for the details, that helps.
        IN_PROGRESS|We found the cause and are preparing the change.
        IN_PROGRESS|I have updated the ticket and informed my colleague.
        IN_PROGRESS|Danke für die Infos, ich schaue mir das an.
        IN_PROGRESS|Wir haben die Ursache gefunden und bereiten die Änderung vor.
        IN_PROGRESS|Leider konnten wir den Fehler noch nicht nachstellen.
        IN_PROGRESS|Please bear with us.
        IN_PROGRESS|Bitte haben Sie noch etwas Geduld.
        CUST_TESTING|Das Konto ist entsperrt, bitte um Rückmeldung, ob es jetzt funktioniert.
        AWAIT_SUPPLIER|I have passed this to our supplier.
        AWAIT_SUPPLIER|We opened a case with Northwind Cloud and wait for their answer.
        AWAIT_SUPPLIER|The vendor is working on it.
        AWAIT_SUPPLIER|Der Hersteller wurde eingeschaltet.
        AWAIT_SUPPLIER|Wir warten auf den Lieferanten.
        AWAIT_SUPPLIER|Müller & Söhne schickt einen Techniker.
        IN_PROGRESS|Northwind Cloud has replied, we are reading their answer.
        IN_PROGRESS|Der Hersteller hat geantwortet, wir werten das aus.
        """;

    public static TheoryData<string> Rows => [.. Table.Split('\n').Select(l => l.TrimEnd('\r'))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Next_WhenAReplyIsWritten_FollowsItsWords(string row)
    {
        var parts = row.Split('|', 2);
        var prediction = Predict.Next(new TouchDraft(TouchAct.Reply, new LocalDateTime(2027, 3, 24, 10, 12))
        {
            ReplyText = parts[1].Replace("\\n", "\n", StringComparison.Ordinal),
            SupplierNames = ["Northwind Cloud", "Müller & Söhne"],
        });
        prediction.Status.ShouldBe(new StatusCode(parts[0]), $"{prediction.Rule}: {string.Join("; ", prediction.Words)}");
        prediction.Alternatives.Count.ShouldBe(2);
        prediction.Alternatives.ShouldNotContain(prediction.Status);
        if (prediction.Rule is "reply-asks" or "reply-gives-a-fix" or "supplier-named")
            prediction.Words.ShouldNotBeEmpty();
    }
}
