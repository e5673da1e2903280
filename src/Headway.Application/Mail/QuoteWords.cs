using System.Text.RegularExpressions;

namespace Headway.Application.Mail;

/// <summary>How mail programs introduce what they quote, in the languages they speak.</summary>
internal static partial class QuoteWords
{
    private const RegexOptions How = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace;

    /// <summary>"-----Original Message-----", "Begin forwarded message:" and their kin: all below it is older.</summary>
    public static bool Divides(string line) => Divider().IsMatch(line);

    /// <summary>"On 3 March, Ann wrote:", which may be wrapped over up to three lines.</summary>
    public static bool Introduces(string joined) => joined.Length is > 8 and < 400 && (joined[^1] is ':' or '：') && Wrote().IsMatch(joined);

    /// <summary>How a line could begin that ends in "wrote:".</summary>
    public static bool MayIntroduce(string line) => line.Length is > 2 and < 200 && Begins().IsMatch(line);

    /// <summary>A line of the little header that Outlook puts over what it quotes: 1 for the sender, 2 for any other; 0 for none.</summary>
    public static int HeaderLine(string line)
    {
        var bare = line.Trim('*', ' ', '\t', '\u00a0');
        return Sender().IsMatch(bare) ? 1 : Other().IsMatch(bare) ? 2 : 0;
    }

    /// <summary>What telephones and programs write under a mail by themselves.</summary>
    public static bool Advertises(string line) => Advertisement().IsMatch(line);

    /// <summary>"Best regards" and its kin, alone on a line.</summary>
    public static bool TakesLeave(string line) => line.Length < 60 && Leave().IsMatch(line);

    [GeneratedRegex(
        """
        ^[\s>]*[-_=*\s]{2,}\s*(original\ (message|appointment|mail)|ursprüngliche\ (nachricht|mail)|original-?nachricht|weitergeleitete\ nachricht|message\ (d['’]origine|original|transféré)|mensaje\ (original|reenviado)|messaggio\ (originale|inoltrato)
        |oorspronkelijk\ bericht|doorgestuurd\ bericht|mensagem\ (original|encaminhada)|(ursprungligt|vidarebefordrat)\ meddelande|(oprindelig|videresendt)\ meddelelse|opprinnelig\ melding|alkuperäinen\ viesti|(oryginalna\ |przekazana\ )?wiadomość(\ oryginalna|\ przekazana)?|původní\ (zpráva|e-?mail)
        |eredeti\ üzenet|исходное\ сообщение|пересылаемое\ сообщение|özgün\ (ileti|mesaj)|原始(邮件|郵件)|元のメッセージ|転送メッセージ|forwarded\ (message|by.*))\s*[-_=*:\s]*$
        |^\s*(begin\ forwarded\ message|anfang\ der\ weitergeleiteten\ (nachricht|e-?mail)|début\ du\ message\ (transféré|réexpédié)|inicio\ del\ mensaje\ reenviado|inizio\ messaggio\ inoltrato)\s*:?\s*$
        |^-{8,}\s*forwarded\ message\s*-{8,}|^\#\#-.{5,80}-\#\#$
        """, How)]
    private static partial Regex Divider();

    [GeneratedRegex(
        """
        (\b(wrote|writes|schrieb|schreibt|escribió|escribe|escreveu|skrev|skriver|schreef|kirjoitti|napisał(\(a\)|a)?|pisze|napsal(\(a\)|a)?|написал(\(а\)|а)?|пишет|написав|yazdı|şunu\ yazdı|írta|ezt\ írta|a\ scris|έγραψε)
        |\d{4}.{0,80}<[^<>\s]+@[^<>\s]+>|\ba\ écrit|ha\ scritto|schrieb\ .{1,120}|skrev\ .{1,120}|schreef\ .{1,120}|kirjoitti\ seuraavasti|ha\ escrito|写道|寫道|のメール|は書きました|さんは?(が)?(次のように)?書きました|님이\ 작성)\s*[:：]$
        """, How)]
    private static partial Regex Wrote();

    [GeneratedRegex(
        """
        ^[\s>]*((on|am|le|el|il|op|em|den|på|dne|dňa|dnia|w\ dniu|il\ giorno|a\ las|vào|ngày|в|од|pada|στις|la\ data|ma|pe)\s|(mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|pon|wt|śr|czw|pt|sob|ndz|po|út|st|čt|pá|ne|пн|вт|ср|чт|пт|сб|вс)[a-zéö]*[.,]?\s
        |\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|\d{4}年|\d{1,2}\s\S{3,12}\s\d{4}|"?[^"@<>]{1,80}"?\s<[^<>\s]+@[^<>\s]+>)
        """, How)]
    private static partial Regex Begins();

    [GeneratedRegex(@"^(from|von|de|da|van|från|fra|od|lähettäjä|от|от\ кого|від|kimden|feladó|de\ la|από|差出人|寄件者|发件人|發件人|보낸\ 사람)\s?[:：]\s*\S", How)]
    private static partial Regex Sender();

    [GeneratedRegex(
        """
        ^(sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|date|à|cc|objet|enviado(\ el)?|fecha|para|asunto|inviato|data|a|oggetto|verzonden|aan|onderwerp|skickat|till|ämne|sendt|dato|til|emne|wysłano|do|temat|wysłane|odesláno|komu|předmět
        |lähetetty|vastaanottaja|aihe|отправлено|дата|кому|тема|gönderildi|tarih|kime|konu|küldve|címzett|tárgy|assunto|送信日時|日付|宛先|件名|发送时间|發送時間|收件人|收件者|主题|主旨|日期|보낸\ 날짜|받는\ 사람|제목)\s?[:：]
        """, How)]
    private static partial Regex Other();

    [GeneratedRegex(
        """
        ^\W{0,3}(sent\ (from|with|via)\ .{1,60}|get\ outlook\ for\ .{1,30}|(von|aus)\ mein(em|er)\ .{1,40}\ (gesendet|gesandt)|gesendet\ (von|mit)\ .{1,60}|diese\ nachricht\ wurde\ von\ meinem\ .{1,60}|envoyé\ (de(puis)?|à\ partir\ d)\b.{1,60}|enviado\ (desde|do|de|a\ partir)\ .{1,60}|inviato\ da(l)?\ .{1,60}|verzonden\ (vanaf|met|van)\ .{1,60}
        |skickat\ från\ .{1,60}|sendt\ fra\ .{1,60}|lähetetty\ .{1,60}|wysłano\ z(e)?\ .{1,60}|odesláno\ z(e)?\ .{1,60}|отправлено\ (с|из)\ .{1,60}|iphoneから送信|从我的.{1,20}发送|outlook\ für\ (ios|android)\ (beziehen|herunterladen|abrufen)|télécharger\ outlook\ pour\ .{1,30}|obtener\ outlook\ para\ .{1,30})\W{0,5}(<?https?://\S{1,60}>?)?\W{0,3}$
        """, How)]
    private static partial Regex Advertisement();

    [GeneratedRegex(
        """
        ^\W*((with\ )?(many\ |best|kind(est)?|warm(est)?)\ (regards|wishes|thanks)|regards|best|cheers|sincerely(\ yours)?|yours\ (sincerely|truly|faithfully)|thanks(\ (and|&)\ .{0,20}regards)?|thank\ you|many\ thanks|br
        |mit\ (freundlichen|besten|lieben|herzlichen|vielen)\ grüßen|mit\ (freundlichen|besten|lieben)\ grüssen|mit\ freundlichem\ gruß|(viele|beste|liebe|freundliche|herzliche|schöne)\ (grüße|grüsse|grüsse)|mfg|lg|vg|gruß|gruss|vielen\ dank(\ und\ .{0,30})?|danke
        |(bien\ )?cordialement|cdlt|salutations(\ distinguées)?|(un\ )?(cordial\ )?saludo(s)?(\ cordiales)?|atentamente|(cordiali|distinti)\ saluti|saluti|(met\ )?vriendelijke\ groet(en)?|mvg|(med\ )?vänliga?\ hälsning(ar)?|mvh|(med\ )?venlig\ hilsen|(med\ )?vennlig\ hilsen|ystävällisin\ terveisin|pozdrawiam|s\ pozdravem|atenciosamente|cumprimentos|с\ уважением|saygılarımla)\W*$
        """, How)]
    private static partial Regex Leave();
}
