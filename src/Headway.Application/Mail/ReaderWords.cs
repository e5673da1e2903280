using NodaTime;

namespace Headway.Application.Mail;

/// <summary>
/// The words of a language, as the web's files hold them: <paramref name="Say"/> answers null for what is not said in it;
/// <paramref name="When"/> says an instant in the reader's zone.
/// </summary>
public sealed record ReaderWords(Func<string?, string, object?[], string?> Say, Func<string?, DateTimeZone, Instant, Instant, string> When);
