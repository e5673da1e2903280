using Headway.Domain;

namespace Headway.Application.Storage;

/// <summary>What can't be kept the same way by both engines is refused at the edge: NUL, and half a surrogate pair.</summary>
public static class TextCheck
{
    public static Refusal? Check(string? text)
    {
        if (text is null)
        {
            return null;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\0' || char.IsLowSurrogate(c) || (char.IsHighSurrogate(c) && (i + 1 == text.Length || !char.IsLowSurrogate(text[++i]))))
            {
                return StorageRefusals.TextUnreadable;
            }
        }

        return null;
    }

    public static Refusal? Check(TextDraft draft) => Check(draft.Subject) ?? Check(draft.Body) ?? Check(draft.Html);
}
