using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

/// <summary>Messages full of good words in which nothing is solved: a wrong "solved" closes a ticket over somebody's head.</summary>
public sealed class FalseSolvedTests
{
    private const string Messages = """
        When will it be fixed?
        I hope this gets resolved soon.
        My colleague's one works fine, mine doesn't.
        It works fine on my phone, only the laptop has the problem.
        The old version worked fine.
        It was working fine until yesterday.
        Everything was OK before the update.
        I closed the program and restarted.
        Can you fix it now?
        Please fix it.
        The login works, but the folders are missing.
        Outlook works again but Teams is still down.
        It works if I use the cable.
        Sometimes it works, sometimes not.
        It only works after a restart.
        It works now and then.
        Is the ticket closed?
        Why was my ticket closed?
        You closed my ticket but it is not done.
        The ticket was closed without a solution.
        Do you think it will be solved today?
        It would be great if this could be fixed.
        Thanks, I'll check whether it works.
        The printer on floor 2 works, the one on floor 3 does not.
        I thought it was fixed.
        We need this working again by Friday.
        Please get it working again.
        How do I get it working again?
        Make sure everything is fine before you close the ticket.
        I cannot close the case in the portal.
        Please don't cancel my request.
        Should it be working now?
        The app works for everyone except me.
        It was fixed last month and came back.
        Nobody can log in again since this morning.
        I can log in again only after clearing the cache every time.
        The first part is solved, the second is open.
        The new one works, can I return the old one?
        It looks fine at first and then crashes.
        Not everything is working.
        Es geht um den Drucker im dritten Stock.
        Jetzt geht gar nichts mehr.
        Jetzt geht der Drucker auch nicht mehr.
        Bei meiner Kollegin geht es.
        Gestern ging noch alles.
        Es läuft gerade ein Update.
        Wie läuft das ab?
        Läuft das jetzt über Sie?
        Das Gerät läuft seit Montag im Dauerbetrieb.
        Es hat vorher funktioniert.
        Vor dem Update hat alles funktioniert.
        Mal geht es, mal nicht.
        Es geht nur nach einem Neustart.
        Ist das erledigt?
        Wann ist das erledigt?
        Wurde das Ticket geschlossen?
        Warum wurde mein Ticket geschlossen?
        Das Ticket wurde geschlossen, obwohl nichts gelöst ist.
        Ich kann wieder nicht drucken.
        Der Monitor ist wieder schwarz.
        Ich bin wieder im Büro.
        Die Tür lässt sich wieder nicht schließen.
        Das Programm lässt sich nicht schließen.
        Ich habe alle Fenster geschlossen.
        Bitte beheben Sie das schnell.
        Hoffentlich ist es bald behoben.
        Das muss bis Freitag erledigt sein.
        Können Sie das bitte wieder in Ordnung bringen?
        Wann ist das wieder in Ordnung?
        Funktioniert bei mir leider nur im Browser.
        Der erste Teil ist gelöst, der zweite noch offen.
        Jetzt kommt eine andere Meldung.
        Jetzt erscheint gar kein Bild mehr.
        Alles gut und schön, aber ich brauche das heute.
        Bis gestern lief alles einwandfrei.
        Das alte Gerät funktioniert einwandfrei, das neue nicht.
        Nach dem Neustart ging es kurz, jetzt wieder nicht.
        Es geht wieder los mit den Abbrüchen.
        Der Fehler ist nicht weg.
        Das hat nur teilweise geholfen.
        Wenn das erledigt ist, brauche ich noch Zugriff auf das Archiv.
        Sobald es wieder geht, melde ich mich.
        Bitte wieder freischalten.
        Mein Konto ist wieder gesperrt.
        Ich brauche wieder Zugang.
        Wir müssen das lösen.
        Could you check whether it is fixed?
        It is said to be fixed in version 5.
        The workaround works, but I need a real fix.
        I was told it is resolved, yet I see the same page.
        Fixed it for Ann? Then please do mine as well.
        The screen is fine, the keyboard is not.
        My old laptop works perfectly, can I have it back?
        That would have solved it.
        It looks like nobody fixed it.
        Great, now nothing works.
        Super, jetzt geht gar nichts.
        Klasse, schon wieder abgestürzt.
        Perfect, then tomorrow at ten.
        Great. And the second printer?
        Der Kollege meinte, es sei behoben.
        Angeblich ist es behoben.
        Es sollte behoben sein, ist es aber nicht.
        Wird das noch gelöst?
        Das wäre super, wenn es bis morgen erledigt wäre.
        Ich hoffe, das klappt.
        Es klappt mit der Anmeldung, aber die Laufwerke fehlen.
        Ja, geht so.
        Geht das auch anders?
        Funktioniert das auch mit dem Handy?
        Das funktioniert so für uns nicht.
        Ich komme rein, sehe aber keine Mails.
        Er druckt wieder, aber nur schwarz.
        Danke, dann warte ich.
        Danke, ich warte auf den Techniker.
        Thanks, then I wait for the technician.
        Thanks, see you tomorrow at ten.
        Thank you, please close the window in room 4 as well.
        """;

    public static TheoryData<string> Rows => [.. Messages.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Read_WhenGoodWordsSolveNothing_IsNeitherSolvedNorThanks(string text)
    {
        foreach (var fixGiven in (bool?[])[null, false, true])
        {
            var reading = IntentReader.Read(text, new IntentContext(QuestionOutstanding: false, fixGiven));
            reading.Intent.ShouldNotBeOneOf(Intent.Solved, Intent.Thanks);
        }
    }
}
