namespace Headway.Application.Views;

/// <summary>A person as pages name them. <paramref name="Id"/> is the store's number, 0 for somebody not kept there.</summary>
public sealed record PersonView(long Id, string Name, string? Email = null)
{
    /// <summary>What a colleague would call them.</summary>
    public string First => Name.Split(' ', 2)[0];

    /// <summary>At most two letters for the round sign beside the name.</summary>
    public string Initials
    {
        get
        {
            var parts = Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return parts.Length switch
            {
                0 => "?",
                1 => parts[0][..Math.Min(2, parts[0].Length)].ToUpperInvariant(),
                _ => string.Concat(parts[0].AsSpan(0, 1), parts[^1].AsSpan(0, 1)).ToUpperInvariant(),
            };
        }
    }
}

/// <summary>Somebody who has the ticket open now; <paramref name="Writing"/> when their composer has the focus.</summary>
public sealed record PresenceView(PersonView Person, bool Writing);
