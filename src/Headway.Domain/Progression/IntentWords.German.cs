namespace Headway.Domain.Progression;

public sealed partial class IntentWords
{
    private static IEnumerable<(IntentSign, string)> German() =>
    [
        .. List(IntentSign.Thanks, """
            danke|dankeschoen|dankschoen|merci|dankend
            vielen|herzlichen|besten|tausend|lieben|schoenen|grossen|recht dank
            danke schoen|sehr|vielmals|nochmal|nochmals|dir|ihnen|euch
            dank dir|ihnen|euch
            bedanke|bedanken mich|uns
            haben sie vielen|herzlichen|besten? dank
            """),
        .. List(IntentSign.Praise, """
            super|prima|toll|klasse|perfekt|wunderbar|hervorragend|spitze|top|bestens|ok|okay|verstanden
            alles klar|gut
            sehr gut|schoen
            """),
        .. List(IntentSign.Chase, """
            gibt|gibts|gab es? schon|bereits|denn|mittlerweile|inzwischen|hier|dazu|da|jetzt|evtl|vielleicht|eigentlich|nun? .. neues|neuigkeiten|neuigkeit|stand|zwischenstand|fortschritt|fortschritte|update|updates|news|rueckmeldung|ergebnis|ergebnisse|loesung|info|infos|termin
            gibt|gibts es? .. was|etwas neues
            was neues
            schon etwas|was|irgendetwas|neuigkeiten|neues passiert|neues|bekannt|gehoert|ergeben|erreicht|getan
            wie ist|lautet|sieht|waere denn|hier|eigentlich|da? der|die|es|das? aktuelle|aktueller|derzeitige|momentane? stand|status|sachstand|lage|aus
            wie|wies sieht|siehts|schaut|schauts .. aus
            wie weit sind|seid|ist|bist
            wie sieht es|das .. aus
            sieht es mit|bei
            wie der|die aktuelle? stand|status|lage|sachstand
            ob es .. schon|neues|neuigkeiten|etwas|einen .. gibt
            seitdem|seither|daraufhin|danach nichts|keine|niemand|kein
            zweite|zweiter|dritte|dritter|erneute anfrage|mail|nachricht|versuch|anlauf
            was ist|wird|macht mit|aus|der|die|mein|meinem|unser|das ticket|meinem|unserem|der|dem|mein|anfrage|stand
            aktueller|aktuellen|neuer|neuen|kurzer stand|sachstand|status
            sachstand|zwischenstand|statusupdate|bearbeitungsstand
            bitte um|dringend um|um eine|einen? kurze|kurzes|schnelle|zeitnahe|ein? rueckmeldung|antwort|update|info|rueckinfo|sachstand|stand|statusupdate|zwischenstand|feedback|auskunft
            um eine|ein|einen? kurze|kurzes|kurzen|schnelle|baldige|zeitnahe? rueckmeldung|antwort|update|statusupdate|rueckinfo|feedback|zwischenstand
            rueckmeldung|antwort|update erbeten
            wann kann|koennen|darf|duerfen ich|wir .. rechnen
            wann wird|ist|kommt|geht|bekomme|bekommen|erhalte|erhalten|passiert|kann|koennen|meldet|melden|werden|folgt|kriege|kriegen|soll|funktioniert|laeuft|tut
            ab|bis wann
            wie lange
            warte|warten|wartet|gewartet .. seit|immer|weiterhin|schon|vergeblich|dringend|lange|tage|wochen|stunden
            warte|warten .. auf ihre|eure|deine|eine|antwort|rueckmeldung|rueckruf|loesung|hilfe|meinen|mein|meine|nachricht|info|ersatz
            warte|warten $
            noch|immer|bisher|bislang|leider|seit|bis keine|keinerlei|nichts|noch|immer|heute|kein|niemand .. antwort|rueckmeldung|reaktion|rueckruf|loesung|gehoert|passiert|update|info|nachricht|gemeldet|getan|rueckinfo|feedback
            keine|keinerlei|ohne antwort|rueckmeldung|reaktion|nachricht|loesung|rueckinfo|update erhalten|bekommen|mehr|bisher|bislang|seit|von|gekommen
            nichts|niemand mehr|davon|von|hat|sich|weiter|dazu|bisher? .. gehoert|passiert|gemeldet|getan
            hake|nachhaken|nachfragen|nachgefragt|nachgehakt nach|noch|mal|wie|ob|da|hier?
            hake|frage .. nach
            nachhaken|nachfragen|nachgehakt
            wollte|moechte|wollen nur|mal|kurz|gern|gerne|mich? .. erkundigen
            wollte|moechte|wollen nur|mal|kurz|gern|gerne? fragen|wissen wie|ob|wann weit|es|schon|der|ich|wir
            freundliche|kurze|kleine|zweite|nochmalige|erneute erinnerung
            erinnerung
            erinnere|erinnern
            tut sich da|hier|was|etwas|noch|schon|eigentlich
            kuemmert sich da|hier|schon|jemand|eigentlich|denn|noch
            ist da|hier|schon|jemand|eigentlich|noch .. dran|jemand|zustaendig|passiert
            sind|seid|bist sie|ihr|du noch|schon|da? .. dran|weiter|weitergekommen
            konnten|konnte|konntet|haben|hat|habt sie|ihr|jemand|du|sich schon|bereits|inzwischen|mittlerweile|mal|das|es|etwas .. pruefen|klaeren|herausfinden|anschauen|ansehen|angeschaut|angesehen|herausgefunden|geklaert|erreicht|gefunden|unternommen
            beschleunigen|beschleunigt|eskalieren|eskaliert
            dauert .. zu lange|lang
            dauert mir|uns|das|es|schon|jetzt|nun|noch|noch? zu|ewig|lange lange?
            seit .. offen|unbeantwortet|unbearbeitet|tagen|wochen .. keine|nichts|kein|offen|unbearbeitet|still
            halten sie mich|uns .. laufenden
            vergessen worden
            wurde|habt|haben|bin ich|sie|ihr|mein .. vergessen
            wo bleibt|bleiben|ist|sind mein|meine|die|der|das|unser|unsere|unser|ihr
            tut sich was
            seit|nach .. keine|keinerlei|nichts|noch .. antwort|rueckmeldung|gehoert|reaktion|loesung|passiert|nachricht
            wird|werden .. noch|schon|ueberhaupt|eigentlich .. gearbeitet|bearbeitet
            warum|wieso|weshalb dauert|passiert|hoere|meldet|reagiert|antwortet|bekomme|geht
            wie geht|gehts es|hier|da|das|denn|nun|jetzt|damit? .. weiter
            passiert hier|da|noch|jetzt|denn|eigentlich .. was|etwas|noch|mal
            bitte antworten|antwortet|melden|meldet sie|euch|mir|uns|endlich|umgehend|zeitnah
            """),
        .. List(IntentSign.Hurry, """
            dringend|dringende|dringender|eilt|eilig|umgehend|schnellstmoeglich|baldmoeglichst|zeitnah|asap|sofort|kritisch|unverzueglich|schnellstens
            so schnell|bald wie moeglich
            hohe|hoechste|hoher|hoechster prioritaet
            nicht laenger|mehr warten
            """),
        .. List(IntentSign.Appointment, """
            rufen|rufe|ruf|ruft sie|mich|uns|bitte .. an
            rufen sie|bitte? mich|uns .. an|zurueck
            mich|uns .. anrufen|zurueckrufen|telefonisch|kontaktieren
            rueckruf
            termin|terminvorschlag|terminvorschlaege|terminwunsch
            wann .. zeit
            wann haette|haetten|haben|hast|waere|passt|passen|wuerde|ginge|geht sie|es|du|jemand|ein|ihnen|dir|bei? .. zeit|termin|passen|moeglich|ihnen|dir|besten
            wann koennen|koennten|kann|koennte|kommt|kommen sie|jemand|wir|ein|ich|der|du|mich|uns .. vorbei*|anruf*|telefon*|kommen|sprechen|treffen|einwaehlen|aufschalten|zurueckruf*
            wann kommt|kommen .. techniker|jemand|vorbei
            haben|haetten|hast|haettest sie|du|ihr .. zeit
            vorbeikommen|vorbeischauen|vorbeikommt|vorbeischaut|vorbeizukommen|vorbeizuschauen|vorbeigehen
            telefonieren|anrufen|telefontermin|zurueckrufen|telefonat fuehren|vereinbaren?
            bin|sind|waere|waeren .. erreichbar|verfuegbar
            bin|sind .. im|am|zu|bis|von|ab .. buero|haus|platz|da
            passt|passen|wuerde|ginge|geht|klappt mir|uns|ihnen|dir|es|bei|euch|am|um|morgen|montag|dienstag|mittwoch|donnerstag|freitag .. passen|gut|besser|besten|um|am|bei|morgen|heute|montag|dienstag|mittwoch|donnerstag|freitag|nachmittag|vormittag|uhr|mir
            besprechung|meeting|videokonferenz|fernwartung|sitzung vereinbaren|ansetzen|planen|machen|einstellen|moeglich
            fernwartung|teamviewer|anydesk|fernzugriff
            treffen wir|uns
            wann kann|koennen|koennte ich|wir sie|dich|euch|jemanden .. erreichen|anrufen|sprechen|antreffen
            ginge|geht auch|vielleicht|es|stattdessen .. uhr|morgen|uebermorgen|montag|dienstag|mittwoch|donnerstag|freitag|spaeter|frueher|nachmittag|vormittag
            ich|wir habe|haette|haben|haetten .. zeit
            verschieben|verlegen
            """),
        .. List(IntentSign.Solved, """
            geht|gehts|funktioniert|klappt|laeuft|tut|funktionieren|laufen|gehen es|das|alles|bei|mir|hier|uns|der|die|er|sie|drucker|internet|vpn|jetzt|nun|inzwischen|mittlerweile|seitdem|endlich? jetzt|nun|wieder|alles|einwandfrei|super|prima|perfekt|tadellos|problemlos|reibungslos|fehlerfrei|bestens|gut|auch|endlich
            geht|gehts|funktioniert|klappt|laeuft|funktionieren|laufen|gehen .. wieder|einwandfrei|problemlos|reibungslos|tadellos|super|prima|perfekt|bestens
            jetzt|nun|wieder|alles|mittlerweile|inzwischen geht|gehts|funktioniert|klappt|laeuft|funktionieren|laufen .. es|alles|das|wieder?
            alles ist|nun|jetzt|wieder|laeuft|soweit? ok|okay|gut|bestens|erledigt|super|behoben|geloest jetzt|wieder|soweit?
            alles wieder|jetzt|nun ok|okay|gut|bestens|da|normal|ordnung
            alles|ist|jetzt|nun|wieder in ordnung
            alles ok|okay|erledigt|bestens
            hat|habe|haben es|das|sofort|jetzt|alles|gut|super|prima|auch|der|neustart|wunderbar|endlich? .. geklappt|funktioniert|geholfen
            ist|wurde|hat|sind|wurden|problem|fehler|sich|konnte|anliegen|thema|stoerung .. geloest|behoben|erledigt|beseitigt
            ^ geloest|behoben
            problem|fehler|stoerung|thema geloest|behoben|erledigt|weg
            hat|haben sich das|es|damit|bereits|schon|inzwischen|mittlerweile|somit|nun? .. erledigt
            brauche|brauchen|benoetige|benoetigen .. nicht|keine mehr
            nicht mehr noetig|notwendig|relevant|erforderlich|gebraucht|benoetigt
            besteht|tritt|kommt|erscheint|taucht|brauche|brauchen|benoetige|trat nicht|keine|kein mehr auf|vor?
            problem|fehler|meldung|fehlermeldung|sie|er|stoerung ist|sind .. weg|verschwunden|behoben
            wieder drin|online|da|moeglich|erreichbar|verfuegbar|eingeloggt|angemeldet|ok|okay|normal|freigeschaltet|verbunden
            kann|konnte|koennen|komme|kommen|konnten .. wieder
            komme|kommen|kam jetzt|nun|wieder|endlich .. rein|drauf|ran|durch|ins
            passt jetzt|wieder|alles|nun|so
            jetzt passt
            laeuft alles|wieder|rund
            ^ es|das|alles laeuft|geht|funktioniert|klappt $
            juhu|hurra|endlich es|das|alles? laeuft|geht|funktioniert|klappt
            hat|haben sich .. geklaert|gefunden|erledigt
            kein|keine fehler|probleme|problem|abstuerze|ausfaelle|stoerung|stoerungen|meldung|meldungen|fehlermeldung|fehlermeldungen mehr
            druckt|startet|laedt|oeffnet|verbindet|scannt|synchronisiert|antwortet|klingelt|bootet wieder|jetzt|nun|alles|einwandfrei|normal
            vielen|danke|dank fuer|fuers die|das|schnelle|schnellen? .. beheben|behebung|loesung|loesen
            """),
        .. List(IntentSign.Close, """
            ticket|fall|vorgang|anfrage|das|es|sie|damit .. schliessen|zumachen|abschliessen
            schliessen sie|das|ticket|bitte .. ticket|fall|vorgang
            schliessen $
            ticket|das|fall|es kann|darf jetzt|nun|damit? zu
            kann|darf|koennen|koennt geschlossen|zu|sie|das|es|ihr|ticket|wir .. werden|machen|schliessen|abschliessen
            ignorieren|vergessen sie|bitte|das|mein|meine ticket|anfrage|mail
            """),
        .. List(IntentSign.StillBroken, """
            immer noch|nur nicht|kein|keine|keinen|der|derselbe|dasselbe|das|die|dieselbe|gleiche|gleicher|fehler|probleme|problem|defekt|kaputt|gesperrt|langsam|aus|weg|ein|einen|abstuerze|vorhanden|da|offline|sehr|falsch|so|nichts|bei
            noch immer nicht|kein|keine|keinen|der|derselbe|dasselbe|das|die|dieselbe|gleiche|fehler|probleme|problem|defekt|kaputt|gesperrt|langsam|vorhanden|da|offline|falsch
            geht|gehts|funktioniert|klappt|laeuft|tut|funktionieren|gehen|hilft|druckt|startet|laedt|kann|komme|lassen|laesst .. immer|noch|weiterhin|wieder|leider|noch noch|immer|weiterhin|leider|auch? nicht|nichts
            weiterhin nicht|kein|keine|das|der|fehler|probleme|problem|defekt|gesperrt|bestehen|auf|die|da|vorhanden
            nach wie vor
            geht|funktioniert|klappt|laeuft|tut es|das|alles|leider|auch|jetzt|bei|mir|damit|so|uns|hier|der|die|drucker|aber|danach|trotzdem? .. nicht
            hat|haben|habe es|das|leider|auch|der|neustart|alles|bisher|bei|mir? .. nicht|nichts geholfen|funktioniert|geklappt|gebracht|geaendert|gefruchtet
            hilft leider|auch|aber? nicht|nichts
            nicht geholfen|geklappt|geloest|behoben|erledigt|besser|repariert
            noch|leider|auch nicht .. geloest|behoben|erledigt|repariert|ok|besser
            gleiche|gleicher|gleichen|gleiches|derselbe|dieselbe|dasselbe|selbe|selben|selber fehler|problem|fehlermeldung|meldung|ergebnis|spiel|verhalten|bild|wie
            problem|fehler|fehlermeldung|stoerung|es .. besteht|bleibt|bestehen weiterhin|weiter|immer|noch|fort|nach|leider|bestehen
            tritt|trat|kommt|erscheint|treten|taucht .. wieder|erneut|weiterhin|immer|noch|nochmal .. auf|noch?
            wieder aufgetreten|kaputt|abgestuerzt|passiert|gesperrt|weg|ausgefallen|defekt|fehler|fehlermeldung|raus|offline|rausgeflogen|der|das
            schon wieder
            problem|fehler|stoerung|meldung|fehlermeldung jetzt|nun|leider|heute? wieder da|zurueck|aufgetaucht
            schlimmer|schlechter als|geworden|denn
            besteht|bestehen|bleibt|bleiben leider|noch|auch? fort|weiter|weiterhin|bestehen
            problem|fehler|stoerung|meldung|fehlermeldung|symptom ist|sind jetzt|schon? wieder da|zurueck|aufgetaucht
            erneut aufgetreten|abgestuerzt|ausgefallen|nicht|gesperrt|ein|der|das
            leider nicht|immer|noch|kein|keine|wieder|nein|erfolglos|weiterhin|besteht|auch|nichts
            kein|keine|keinerlei erfolg|unterschied|besserung|aenderung|verbesserung|veraenderung
            ohne erfolg|besserung
            erfolglos
            nichts geaendert|gebracht|geholfen|veraendert|verbessert
            wieder nicht|nichts|keine|kein
            stuerzt|bricht|haengt|friert|faellt|flackert|blinkt|piept|verliert .. wieder|weiterhin|immer|noch|erneut|staendig
            weiterhin abgelehnt|gesperrt|verweigert|blockiert|rot|leer|schwarz|falsch|langsam|offline|unterbrochen
            doch nicht|wieder .. geloest|behoben|geht|funktioniert|geklappt|kaputt|richtig|da
            geht|funktioniert|klappt|laeuft wieder|doch|jetzt|danach|trotzdem|damit nicht|gar|ueberhaupt
            nicht richtig|korrekt
            bitte|ticket|vorgang|fall|das .. wieder oeffnen|aufmachen
            """),
        .. List(IntentSign.Broken, """
            geht|funktioniert|klappt|laeuft|startet|druckt|laedt|oeffnet|reagiert|tut|kann|kommt|komme|laesst|funktionieren|gehen .. nicht|nichts|kein|keine
            geht|funktioniert|klappt nicht|nichts
            kann|koennen|konnte|komme|laesst .. nicht
            fehler|fehlermeldung|fehlermeldungen|problem|probleme|stoerung|absturz|stuerzt|abgestuerzt|defekt|kaputt|haengt|eingefroren|ausgefallen|ausfall|gesperrt
            """),
        .. List(IntentSign.Answer, """
            anbei|angehaengt|beigefuegt|beiliegend
            im|in anhang|anlage
            im der anlage
            wie gewuenscht|angefordert|besprochen|gefragt|erbeten|verlangt|telefonisch
            hier ist|sind|kommt|kommen|nun noch|jetzt|nun|auch? der|die|das|mein|meine|ein|eine|unser|unsere|ihr|ihre
            ^ hier der|die|das|mein|meine|ein|eine
            zu|auf ihrer|ihre|deiner|deine|eurer frage|fragen|nachfrage|rueckfrage
            sie|du hatten|hatte|haben|hattest .. gefragt|angefordert|gewuenscht
            gewuenschte|gewuenschten|angeforderte|angeforderten
            """),
        .. List(IntentSign.Reaction, """
            ^ ja|nein|genau|stimmt|korrekt|richtig|bestaetigt|gerne|gern|passt|klar|einverstanden|jawohl|jein|erledigt|gemacht|natuerlich|selbstverstaendlich|weder|beides
            in ordnung
            habe|haben .. geschickt|gesendet|gemacht|hochgeladen|angehaengt|neugestartet|geprueft|getestet|probiert|versucht|ausprobiert|bestaetigt|erledigt|installiert|beigefuegt
            das|dies ist|waere richtig|korrekt|ok|okay|in
            """),
        .. List(IntentSign.Request, """
            bitte
            koennten|koennen|koenntet|koennt|wuerden|wuerdet|kann|koennte sie|ihr|jemand|man|ich|wir
            kannst|koenntest|wuerdest du
            ich|wir brauche|braeuchte|benoetige|brauchen|benoetigen|braeuchten|haette|haetten|moechte|moechten
            welche|welcher|welches|welchen|wie|warum|wieso|weshalb|wo|wer|woher|wohin
            noch eine|etwas|was|ein .. frage|anliegen|problem?
            ausserdem|zusaetzlich|zudem
            hilfe bei|mit
            """),
        .. List(IntentSign.Hedge, """
            bisher|bislang|vorerst|erstmal|momentan|zurzeit|derzeit|teilweise|manchmal|voruebergehend|gestern|meistens
            bei ihm|ihr|anderen|kollegen|kollegin
            im moment
            zur zeit
            beobachte|beobachten|beobachtet
            werde|werden|wuerde .. testen|pruefen|probieren|ausprobieren|melden|beobachten|versuchen|schauen
            melde|melden|sage|gebe mich|uns|bescheid
            teste|testen|probiere|probieren|pruefe|schaue|versuche ich|wir|es|das|morgen|heute|spaeter|nachher
            nicht sicher
            nur am|bei|auf|im|wenn|mit|noch
            mal sehen|schauen
            """),
    ];
}
