using System.Text;
using Headway.Domain.Audits;

namespace Headway.Application.Audits.Reading;

/// <summary>What a source's statuses mean, looked up once per differing text; what has no meaning is counted.</summary>
internal sealed class ValueMeaning(Profile profile)
{
    private readonly ByteNames _values = new();
    private readonly List<Meaning> _meanings = [];
    private readonly List<int> _counts = [];
    private readonly Dictionary<string, string> _statuses = Folded(profile.Statuses);
    private readonly HashSet<string> _noResponse = [.. profile.NoResponse.Select(Fold)];
    private readonly HashSet<string> _reopens = [.. profile.Reopens.Select(Fold)];
    private readonly byte[] _joined = new byte[512];

    public int Different => _values.Count;

    public bool HasCustomerMessages { get; private set; }

    /// <summary>Values without a meaning, the most frequent first.</summary>
    public IEnumerable<(string Value, int Count)> Unmapped() => Enumerable.Range(0, _values.Count)
        .Where(at => !_meanings[at].IsKnown).Select(at => (_values[at], _counts[at])).OrderByDescending(pair => pair.Item2);

    public Meaning Of(ReadOnlySpan<byte> status, ReadOnlySpan<byte> sub)
    {
        if (sub.Length > 0 && status.Length + sub.Length < _joined.Length)
        {
            status.CopyTo(_joined);
            _joined[status.Length] = (byte)'/';
            sub.CopyTo(_joined.AsSpan(status.Length + 1));
            status = _joined.AsSpan(0, status.Length + 1 + sub.Length);
        }

        var at = _values.Add(status);
        if (at == _meanings.Count)
        {
            _meanings.Add(Find(_values[at]));
            _counts.Add(0);
        }

        _counts[at]++;
        return _meanings[at];
    }

    private Meaning Find(string value)
    {
        var key = Fold(value);
        if (!_statuses.TryGetValue(key, out var word) && !(key.Contains('/') && _statuses.TryGetValue(key[..key.IndexOf('/')], out word)))
        {
            word = "unmapped";
        }

        var situation = Situation.Parse(word) ?? Situation.Unmapped;
        var (marks, known) = (EventMarks.None, situation != Situation.Unmapped);
        // A journal's kind that nobody explained changes no situation; a status that nobody explained is one.
        if (profile.Shape == LogShape.Journal && !known)
        {
            situation = Situation.Keep;
        }

        if (profile.Shape == LogShape.Journal)
        {
            if (situation == Situation.CustomerUpdated)
            {
                marks |= EventMarks.FromCustomer;
            }
            else if (situation == Situation.Keep)
            {
                marks |= EventMarks.Administrative;
            }

            if (situation == Situation.AwaitCustomer)
            {
                marks |= EventMarks.ToCustomer;
            }

            if (!_noResponse.Contains(key))
            {
                marks |= EventMarks.Responds;
            }
        }
        else if (situation == Situation.CustomerUpdated || situation == Situation.Chased)
        {
            marks |= EventMarks.FromCustomer;
        }
        else if (situation != Situation.Keep && Situation.HeldBy(situation) != Holder.Queue)
        {
            marks |= EventMarks.Responds;
        }

        HasCustomerMessages |= (marks & EventMarks.FromCustomer) != 0;
        return new Meaning(situation, _reopens.Contains(key) ? marks | EventMarks.Reopens : marks, known);
    }

    public static string Fold(string text) => text.Trim().ToLowerInvariant();

    private static Dictionary<string, string> Folded(IReadOnlyDictionary<string, string> map)
    {
        var folded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (value, word) in map)
        {
            folded.TryAdd(Fold(value), word);
        }

        return folded;
    }

    /// <summary>A text as it stands in the file, for a message about it.</summary>
    public static string Show(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text.Length <= 60 ? text : text[..60]);
}

/// <summary>What a text means; <paramref name="IsKnown"/>: the profile says so.</summary>
internal readonly record struct Meaning(byte Situation, EventMarks Marks, bool IsKnown = true);
