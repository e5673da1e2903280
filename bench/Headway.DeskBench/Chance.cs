namespace Headway.DeskBench;

/// <summary>Seeded chance and the words people write: a few very often, most of them rarely, as in any language.</summary>
internal sealed class Chance(int seed)
{
    private const int Words = 20_000;
    private static readonly string[] Vocabulary = Make();
    private readonly Random _random = new(seed);

    public int Next(int from, int to) => _random.Next(from, to);

    public int Next(int to) => _random.Next(to);

    public double Share() => _random.NextDouble();

    public T Of<T>(IReadOnlyList<T> among) => among[_random.Next(among.Count)];

    public string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word()));

    /// <summary>The n-th most frequent word comes about 1/n as often as the first.</summary>
    public string Word() => Vocabulary[Math.Min(Words - 1, (int)Math.Exp(_random.NextDouble() * Math.Log(Words)) - 1)];

    /// <summary>Two words that somebody would search for: neither the most common nor unheard of.</summary>
    public string Query() => $"{Vocabulary[_random.Next(60, 1_500)]} {Vocabulary[_random.Next(200, 3_000)]}";

    private static string[] Make()
    {
        string[] begins = ["b", "br", "d", "f", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v", "w", "z"];
        string[] middles = ["a", "e", "i", "o", "u", "ai", "ei", "ou"];
        string[] ends = ["", "l", "n", "r", "s", "t", "m", "x", "ck", "nd"];
        var random = new Random(17);
        var words = new HashSet<string>(Words);
        while (words.Count < Words)
        {
            var syllables = random.Next(1, 4);
            words.Add(string.Concat(Enumerable.Range(0, syllables).Select(_ => begins[random.Next(begins.Length)] + middles[random.Next(middles.Length)] + ends[random.Next(ends.Length)])));
        }

        return [.. words];
    }
}
