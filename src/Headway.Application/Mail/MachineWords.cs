using System.Text.RegularExpressions;

namespace Headway.Application.Mail;

/// <summary>How mail systems and vacation programs begin, in the languages they are met in.</summary>
internal static partial class MachineWords
{
    /// <summary>The subject of an answer that nobody wrote just now.</summary>
    public static bool Away(string subject) => AwaySubject().IsMatch(subject);

    /// <summary>The subject of a mail that came back.</summary>
    public static bool Bounces(string subject) => BounceSubject().IsMatch(subject);

    public static bool AwayText(string top) => AwayTop().IsMatch(top);

    public static bool BounceText(string top) => BounceTop().IsMatch(top);

    private const RegexOptions How = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(
        """
        ^\s*(re:|aw:|sv:|fwd?:)?\s*(
        \[?auto(matic|matisch\w*|matique|mática|matica|matisk|maattinen)?[\s:_-]*(re(ply|sponse|spuesta|sposta|sponder|spons|ponse)|antwort|antwoord|svar)(?=\W*(\bfrom\b|\bvon\b|\bto\b|re:|aw:|$)|\s*[:(\[\]–-])
        |\[?auto[\s:-]*(reply|re)\b|automatische\ antwort|automatische\ nachricht|automatisches\ antwort|réponse\ automatique|risposta\ automatica|respuesta\ automática|resposta\ automática
        |out\ of\ (the\ )?office|i\ am\ (away|on\ vacation|out\ of\ (the\ )?office)|away\ from\ (my|the)\ (mail|office|desk)|on\ vacation|vacation\b.{0,20}(reply|message|response|notice)|on\ (annual|maternity)\ leave
        |abwesenheit|abwesend|ich\ bin\ (derzeit\ |zurzeit\ )?(nicht\ im\ (büro|buero|haus)|abwesend|im\ urlaub)|nicht\ im\ (büro|buero)|urlaub(sbedingt|svertretung|snotiz)
        |absence\ du\ bureau|absent(e)?\ du\ bureau|absence\s*:|fuera\ de\ la?\ oficina|ausente|ausência|fuori\ (sede|ufficio)|assente|afwezig|niet\ op\ kantoor|frånvaro|fravær|fraværende|poissa
        |nieobecno|odpowiedź\ automatyczna|automatická\ odpověď|автоответ|自動(返信|応答|送信)|不在|休暇中|自动(回复|答复)|otomatik\ yanıt|automaattinen\ vastaus|autosvar
        |(we(['’]ve|\ have)\ )?received\ your\ (e-?mail|message|request)|your\ (message|request|mail|email)\ (has\ been|was)\ received|thank\ you\ for\ (your\ (e-?mail|message)|contacting)
        )
        """, How | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex AwaySubject();

    // What only a mail system writes as a whole subject. A person who passes such a mail on begins with "Fwd:", and one who
    // asks about it writes a sentence of their own.
    [GeneratedRegex(
        """
        ^\s*(\*+|\[.{1,30}\]|\(.{1,30}\))?\s*(
        undeliver(ed|able)(\ (mail|message|e-?mail))?(\ returned\ to\ sender)?\s*($|:|-)|undeliver(ed|able)\ (mail|message|e-?mail|news)|undelivrable|unzustellbar(e\ (mail|nachricht))?\s*(:|$)|onbestelbaar|non\ remis|niedostarczon|nedoručiteln
        |(mail|message|e-?mail)?\s*delivery\ (status\ )?(notification|failure|fail(ed)?|report|error|has\ failed|problem|delay(ed)?|unsuccessful)(\s*$|\s*[:(\[-]|\ (notification|report|of|for|to|from|on|returning))
        |delivery\ status\ notification|mail\ delivery\ (system|subsystem)|failure\ notice|returned\ (e-?)?mail\s*[:;(]|returned\ mail$|returned\ to\ sender|return(ed|ing)\ (mail|message)(\ to\ sender)?\s*($|:)|mail\ (system\ error|status\ report|could\ not\ be\ delivered|not\ delivered|returned|error)\s*($|:|-)|mail\ system\ error
        |message\ (status|delivery\ failure|undeliverable|could\ not\ be\ delivered|not\ delivered|delayed|frozen)|nondeliverable|non-?delivery\ (notification|report|notice)|deliver(y|ing)?\ error|failed\ (mail\ )?delivery\ (status|notice|notification)?|failed\ mail\s*(:|$)|could\ not\ (be\ )?(send|deliver)(ed)?\ (message|mail)|unable\ to\ deliver\ (message|mail|your|e-?mail)|warning:\ (could\ not\ send|message)|bounced?\ (mail|message)
        |unzustellbare|fehler\ bei\ der\ (zustellung|übermittlung)|zustellung\ fehlgeschlagen|mensaje\ (devuelto|no\ entregado)|mancato\ recapito|échec\ de\ (la\ )?remise|notification\ d.\ ?état
        |メール送信エラー|送信できません|配信(不能|不可|失敗|エラー)|不達|退信|投递失败|エラーメール|宛先不明|user\ unknown|no\ such\ user|fatal\ mail\ error|internet\ mail\ delivery|smtp\ .{0,20}(error|fail)|(email|mail)\ (rejected|blocked)\ (by|due)|permanent\ delivery\ failure|mail\ server:|undelivered\ message
        )
        """, How | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex BounceSubject();

    [GeneratedRegex(
        """
        ^(?>\W*)(
        (hi|hello|dear\ \w+)?[.,!]?\s*(\bi\ (am|will\ be|'m)\ (currently\ )?(away|on\ (vacation|holiday|annual\ leave|leave)|out\ of\ (the\ )?office)|this\ is\ an\ auto(matic|mated|-)\W?(reply|response|generated|message|mail)|thank\ you\ for\ your\ (e-?mail|message).{0,80}(out\ of\ (the\ )?office|away|on\ leave|automat))
        |(guten\ tag|hallo|sehr\ geehrte.{0,60})?[.,!]?\s*(vielen\ dank\ für\ ihre\ (nachricht|e-?mail)[.!,]?\s*)?(ich\ bin\ (derzeit|zurzeit|momentan|bis|vom|ab|vorübergehend)?.{0,40}(nicht\ (im\ (büro|haus)|erreichbar)|abwesend|im\ urlaub)|diese\ (nachricht|e-?mail|mail)\ (wurde|ist)\ automatisch)
        |(bonjour)?[.,!]?\s*je\ (suis|serai)\ (actuellement\ )?(absent|en\ congé)|estaré?\ (ausente|fuera)|sono\ (assente|fuori\ (sede|ufficio))|ik\ ben\ (momenteel\ )?(afwezig|niet\ aanwezig)
        |.{0,40}自動(返信|応答)|.{0,40}不在にして)
        """, How | RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline)]
    private static partial Regex AwayTop();

    [GeneratedRegex(
        """
        ^.{0,300}?(hi\.\ this\ is\ the\ |this\ is\ the\ (mail\ system|mail\ delivery|qmail-send|postfix|e-?mail\ server|mail\ server|mdaemon)|this\ (message|report|mail)\ (was|is)\ (created|generated|sent)\ automatically\ by\ |^\s*(reporting-mta|final-recipient|diagnostic-code):|this\ is\ an\ automatically\ generated\ delivery
        |-+\s*(the\ following\ addresses\ had|transcript\ of\ session)|the\ original\ message\ was\ received\ at|did\ not\ reach\ the\ following\ recipient|the\ following\ (recipient|address|destination)(\(?e?s\)?)?.{0,60}(fail|reject|undeliver|unknown|could\ not|not\ be|fatal|error|bounced|did\ not)
        |your\ (message|mail|e-?mail)\ .{0,80}(could\ not\ be\ delivered|was\ not\ delivered|cannot\ be\ delivered|has\ not\ been\ delivered|was\ (rejected|undeliverable|returned)|did\ not\ reach)|delivery\ (to|of\ your\ message).{0,80}(fail|delay)|a\ message\ (that\ )?you\ sent\ (could|was|has)|message\ from\ .{0,30}mail\ (delivery|server|system)
        |we\ (were|are)\ unable\ to\ deliver|i('m|\ am|\ was)?\ (afraid\ i\ )?(wasn't\ able|was\ not\ able|couldn't|unable)\ to\ deliver|diese\ (nachricht|meldung)\ wurde\ automatisch|konnte\ .{0,60}nicht\ zugestellt\ werden|n'a\ pas\ pu\ être\ (remis|distribu)|配信(でき|され)|送信(でき|され)ません|送信することが|届けることができ|お届けでき|送れません)
        """, How | RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex BounceTop();
}
