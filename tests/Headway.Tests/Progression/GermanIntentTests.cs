using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

/// <summary>German messages, one a line: what is meant, then the words; a leading "?" says that our question was open.</summary>
public sealed class GermanIntentTests
{
    private const string Messages = """
        Thanks|Danke!
        Thanks|Vielen Dank
        Thanks|Vielen Dank für die schnelle Hilfe!
        Thanks|Herzlichen Dank für Ihre Unterstützung, Herr Weber.
        Thanks|Super, danke dir
        Thanks|Alles klar, danke.
        Thanks|Ok, vielen Dank für die Rückmeldung
        Thanks|Danke für die Info und ein schönes Wochenende!
        Thanks|Prima, danke schön
        Thanks|Guten Morgen Frau Kaya,\n\nvielen Dank für Ihre Nachricht.\n\nMit freundlichen Grüßen\nBernd Huber\nLogistik, Halle 4
        Thanks|Danke\n\nAm 03.11.2026 um 10:12 schrieb Support:\n> Welcher Anschluss ist es?
        Thanks|Besten Dank im Voraus
        Thanks|Ich bedanke mich herzlich.
        Thanks|Merci, top!
        ?Thanks|Vielen Dank!
        Thanks|Danke Sam
        Solved|Danke, geht wieder
        Solved|Es funktioniert jetzt, vielen Dank!
        Solved|Läuft wieder.
        Solved|Hat geklappt, danke
        Solved|Der Fehler ist behoben.
        Solved|Das Problem hat sich erledigt.
        Solved|Sie können das Ticket schließen.
        Solved|Ich kann mich wieder anmelden. Danke!
        Solved|Alles wieder in Ordnung
        Solved|Nach dem Neustart geht es wieder einwandfrei.
        Solved|Der Fehler tritt nicht mehr auf.
        Solved|Brauche ich nicht mehr, danke
        Solved|Es lag am Kabel, jetzt läuft alles.
        Solved|Bitte das Ticket schließen, alles erledigt.
        Solved|Drucker funktioniert wieder, super!
        Solved|Keine Ahnung warum, aber es geht jetzt
        Solved|Könnten Sie das Ticket bitte schließen?
        Solved|Das hat geholfen!
        Solved|Problem gelöst
        NotSolved|Geht immer noch nicht
        NotSolved|Danke, aber es geht leider immer noch nicht
        NotSolved|Funktioniert leider nicht.
        NotSolved|Der Fehler besteht weiterhin.
        NotSolved|Es tritt immer noch der gleiche Fehler auf.
        NotSolved|Das hat leider nicht geholfen.
        NotSolved|Schon wieder das Gleiche.
        NotSolved|Das Problem ist wieder da.
        NotSolved|Es ist noch nicht behoben.
        NotSolved|Nach dem Neustart leider keine Besserung.
        NotSolved|Klappt nicht.
        NotSolved|Der Drucker geht immer noch nicht.
        NotSolved|Gestern ging es, heute wieder nicht.
        NotSolved|Bitte wieder öffnen, das VPN bricht erneut ab
        NotSolved|Die Anmeldung geht jetzt, aber der Drucker geht immer noch nicht
        NotSolved|Nein, funktioniert noch nicht
        NotSolved|Nach wie vor dieselbe Meldung
        Information|Danke! Welcher Port?
        Information|Danke, aber ich meinte den anderen Drucker im zweiten Stock
        Information|Vielen Dank, ich teste es morgen und melde mich.
        Information|Funktioniert es jetzt bei allen?
        Information|Ich melde mich, sobald es wieder geht.
        Information|Bisher läuft es, wir beobachten das noch bis Freitag.
        Information|Es geht jetzt, aber bitte auch auf dem zweiten Rechner einrichten.
        Information|Bitte das Ticket nicht schließen
        Answer|Nein danke, ich möchte kein anderes Modell
        Information|Guten Morgen, der Scanner an Tor 4 blinkt rot.
        Chase|Gibt es schon etwas Neues?
        Chase|Gibt es hier ein Update?
        Chase|Wie ist der Stand?
        Chase|Wann kann ich mit einer Lösung rechnen?
        Chase|Ich warte immer noch auf Ihre Antwort.
        Chase|Bis wann ist das erledigt?
        Chase|Freundliche Erinnerung
        Chase|Ich wollte mal nachfragen, wie weit Sie sind.
        Chase|Leider habe ich noch keine Rückmeldung erhalten.
        Chase|Bitte um kurze Rückmeldung zum Stand.
        Chase|Wie lange dauert das noch?
        Chase|Kümmert sich da jemand drum?
        Chase|Seit drei Tagen habe ich nichts mehr gehört.
        Chase|Hallo zusammen,\n\ngibt es schon Neuigkeiten? Es ist dringend.\n\nViele Grüße\nAnna
        Chase|Was ist mit meinem Ticket?
        Chase|Wann wird mein Laptop geliefert?
        Chase|Danke. Wie sieht es denn aus?
        Chase|Konnten Sie schon etwas herausfinden?
        Chase|Niemand hat sich gemeldet.
        Chase|Wie weit seid ihr?
        Chase|Wo bleibt mein neuer Bildschirm?
        Chase|Tut sich da noch was?
        Chase|Aktueller Stand bitte
        Information|Seit dem Update flackert der Bildschirm.
        Information|Bitte auch die Kollegin auf den Verteiler setzen.
        Information|Ich warte noch auf die Freigabe unserer Abteilung.
        Appointment|Bitte rufen Sie mich morgen um 10 an.
        Appointment|Können Sie heute noch vorbeikommen?
        Appointment|Ich bitte um Rückruf unter 030 123456.
        Appointment|Wann hätten Sie Zeit für ein Telefonat?
        Appointment|Können wir einen Termin vereinbaren?
        Appointment|Ich bin ab 14 Uhr erreichbar.
        Appointment|Dienstag um 10 passt mir gut.
        Appointment|Können wir den Termin auf Freitag verschieben?
        Appointment|Wann kann jemand vorbeikommen?
        Appointment|Haben Sie morgen Vormittag Zeit?
        Information|Die Inventarnummer ist 4711, rufen Sie mich bei Fragen gern an.
        Answer|Anbei der gewünschte Screenshot.
        Answer|Im Anhang finden Sie das Protokoll.
        Answer|Ja, auch im Browser.
        Answer|Nein, nur an meinem Rechner.
        ?Answer|Die Inventarnummer ist NB-20417.
        ?Answer|Ja gerne
        ?Answer|Das ist der Drucker im dritten Stock.
        ?Answer|Windows 11
        ?Answer|Danke, die Nummer ist 4711.
        ?Information|Welche Nummer meinen Sie?
        ?Information|Wie ist der Stand?
        ?NotSolved|Habe ich versucht, geht immer noch nicht.
        ?Solved|Geht wieder, danke
        Thanks|Danke für eure Geduld mit mir :)
        Thanks|Vielen lieben Dank, das war sehr nett von Ihnen!
        Thanks|Danke für die Auskunft.
        Information|Danke, können Sie auch Herrn Maier freischalten?
        Information|Danke schon mal. Ich brauche aber noch Zugriff auf Ordner B.
        Information|Mein Kollege hat dasselbe Modell und bei ihm läuft alles.
        Information|Bei mir steht jetzt Fehler 0x8007.
        Information|Ich brauche noch zwei Lizenzen.
        NotSolved|leider immer noch defekt
        NotSolved|Bei mir geht es noch immer nicht.
        NotSolved|Der Zugriff klappt weiterhin nicht.
        NotSolved|Hat nichts gebracht
        NotSolved|Ich kann mich immer noch nicht anmelden.
        NotSolved|Outlook stürzt wieder ab.
        NotSolved|Leider kommt die Meldung weiterhin.
        NotSolved|Ich komme immer noch nicht rein
        NotSolved|Das Passwort wird weiterhin abgelehnt
        Solved|Kann geschlossen werden.
        Solved|Super, jetzt klappt es!
        Solved|Passt alles, danke!
        Solved|Komme wieder rein, danke
        Solved|Mein Zugang geht wieder. Vielen Dank!
        Answer|Erledigt, danke.
        Solved|Das Internet ist wieder da.
        Solved|Hat sich von selbst erledigt
        Chase|Ist da schon etwas passiert?
        Chase|Haben Sie meine Mail bekommen? Ich habe noch nichts gehört.
        Chase|Wann ist denn mit der Reparatur zu rechnen?
        Chase|Ich bitte um Rückmeldung.
        Chase|Ich habe seit einer Woche keine Antwort.
        Chase|Gibts was Neues?
        Chase|Wird daran noch gearbeitet?
        Chase|Warum dauert das so lange?
        Chase|Wie gehts hier weiter?
        Chase|Hallo, passiert hier noch was?
        Appointment|Rufen Sie mich bitte zurück.
        Appointment|Können Sie mich kurz anrufen?
        Appointment|Ich hätte morgen ab 9 Zeit.
        Appointment|Wann passt es Ihnen?
        Appointment|Könnte jemand bei mir am Platz vorbeischauen?
        ?Answer|nein
        ?Answer|Seit Montag, nach dem Update.
        ?Answer|ja, aber nur am Notebook
        ?Answer|Keine Ahnung
        Thanks|Ganz lieben Dank!!
        Thanks|Danke Ihnen vielmals
        Thanks|Danke für die prompte Erledigung
        Thanks|Danke fürs Kümmern!
        Thanks|Dankeschön und einen schönen Feierabend
        Thanks|Sehr nett, vielen Dank.
        Thanks|Danke vorab
        Thanks|ok danke
        Information|Danke, wo finde ich das Formular?
        Information|Danke, das war aber nicht meine Frage.
        Information|Ach ja, das passiert nur im WLAN.
        Information|Wir sind gestern umgezogen, das Telefon steht jetzt in Raum 12.
        Information|Bitte setzen Sie Herrn Maier in Kopie.
        Information|Noch etwas: Das Fax druckt auch leere Seiten.
        Information|Was bedeutet diese Meldung?
        Information|Kann ich solange mein privates Handy nutzen?
        NotSolved|Nein, das hat es nicht behoben.
        NotSolved|Hat eine Stunde funktioniert, dann ging wieder nichts.
        NotSolved|geht nicht
        NotSolved|Leider bin ich immer noch gesperrt.
        NotSolved|Danke für den Versuch, aber der Fehler kommt immer noch.
        NotSolved|Hmm, kein Unterschied.
        NotSolved|Es ist schlimmer als vorher.
        NotSolved|Jetzt ist der Fehler wieder da.
        NotSolved|Bei mir hängt es nach wie vor.
        NotSolved|Das Problem besteht leider fort
        NotSolved|Wir haben immer noch kein Netz.
        Solved|Funktioniert einwandfrei, danke!
        Solved|Jetzt geht alles wieder.
        Solved|Super, hat funktioniert!
        Solved|Keine Fehler mehr seit dem Neustart, danke.
        Solved|Habe das Problem selbst gefunden, bitte schließen.
        Solved|Wir sind wieder online
        Solved|Der Drucker druckt wieder, vielen Dank!
        Solved|Danke Sam, alles erledigt.
        Solved|Das Ticket kann zu.
        Solved|Juhu, es läuft!
        Solved|Hat sich geklärt
        Chase|Wie sieht es mit meiner Anfrage aus?
        Chase|Ich hätte gern einen Zwischenstand.
        Chase|Wann passiert hier endlich etwas?
        Chase|Darf ich fragen, ob es hierzu schon etwas gibt?
        Chase|Ich habe meinen Ausweis immer noch nicht bekommen. Wann ist er fertig?
        Chase|Zweite Anfrage!
        Chase|Mein Chef fragt schon, gibt es einen Termin?
        Chase|Entschuldigung, dass ich nachhake, aber gibt es Neuigkeiten?
        Chase|Das Ticket ist seit dem 3. März offen und ich habe seitdem nichts gehört.
        Chase|Wie lange muss ich denn noch warten?
        Chase|Können Sie mir sagen, wie der Stand ist?
        Appointment|Könnten wir dazu kurz telefonieren?
        Appointment|Ich bin bis 16 Uhr am Platz, kommen Sie gern vorbei.
        Appointment|Ist nächste Woche ein Termin vor Ort möglich?
        Appointment|Bitte unter Durchwahl 451 anrufen.
        Appointment|Um 10 schaffe ich es nicht, ginge auch 14 Uhr?
        Appointment|Wann kann ich Sie am besten erreichen?
        ?Answer|Da steht "Lizenz abgelaufen".
        ?Answer|Ja, das habe ich schon gemacht.
        ?Answer|Habe ich gemacht, es steht jetzt 5.2.1 da.
        ?Answer|Gern, morgen Vormittag.
        ?Information|Was meinen Sie mit Inventarnummer?
        Solved|Ich kann die Dateien wieder öffnen.
        Solved|Seit heute Morgen geht es wieder, vielen Dank für Ihre Hilfe.
        Solved|Das Kabel war lose. Jetzt geht alles.
        Solved|Passwort geht jetzt, danke!
        Solved|Hallo Herr Weber, es funktioniert jetzt alles wie gewünscht. Mit freundlichen Grüßen Anna Pohl
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
