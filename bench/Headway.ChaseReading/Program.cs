using System.Globalization;
using Headway.ChaseReading;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

// How well free text is read as a chase: precision and recall on tickets that were held out, against a person's labels; and what a
// refit on the labels of the other tickets comes to.
// Usage: xz -dc conversations.csv.xz | dotnet run -- labels.csv labels-fit.csv
if (args.Length != 2 || !args.All(File.Exists))
{
    Console.Error.WriteLine("Give the held-out labels and those to fit on (id,chase); the conversation log comes on standard input.");
    return 2;
}

var log = Conversation.Read(Console.In);
var held = Labelled(log.Where(ticket => Conversation.IsHeldOut(ticket[0].Ticket)), args[0]);
var fit = Labelled(log.Where(ticket => !Conversation.IsHeldOut(ticket[0].Ticket)), args[1]);
Print("held out, as shipped", held);
Console.WriteLine($"  taken as a chase:           {Said(held, reading => reading.Intent == Intent.Chase)}");
Console.WriteLine($"  taken, or asked in one tap: {Said(held, reading => reading.Intent == Intent.Chase || reading.PossibleChase)}");

var labels = fit.ConvertAll(one => one.Label);
var refitted = ChaseRefit.From(labels, ChaseWeights.Shipped);
var own = IntentWords.Default.Weighing(refitted);
Print("the others, on which is fitted", fit);
Console.WriteLine($"  as shipped:                 {Quality(ChaseRefit.Quality(labels, ChaseWeights.Shipped))}");
Console.WriteLine($"  each fifth by the others:   {Quality(ChaseRefit.Expected(labels, ChaseWeights.Shipped))}");
Console.WriteLine("the others, each fifth by the others, were another likelihood enough to be taken");
foreach (var taken in new[] { 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7 })
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {taken:0.00}:                       {Quality(ChaseRefit.Expected(labels, ChaseWeights.Shipped, taken))}"));
}

Console.WriteLine("held out, by the refitted weights");
Console.WriteLine($"  taken as a chase:           {Said(held, _ => false, own)}");
Console.WriteLine("weights: " + string.Join(", ", Enum.GetValues<ChaseSign>().Select(sign => string.Create(
    CultureInfo.InvariantCulture, $"{sign} {ChaseWeights.Shipped.Values[(int)sign]:0.0#} -> {refitted.Values[(int)sign]:0.0#}"))));
return 0;

static List<(IntentReading Reading, ChaseLabel Label, string Text, IntentContext Context)> Labelled(IEnumerable<IReadOnlyList<Comment>> tickets, string file)
{
    var labels = File.ReadLines(file).Skip(1).Select(line => line.Split(',')).ToDictionary(parts => parts[0], parts => parts[1] == "1");
    var found = new List<(IntentReading, ChaseLabel, string, IntentContext)>();
    foreach (var ticket in tickets)
    {
        var (heard, unanswered) = (false, false);
        foreach (var comment in ticket)
        {
            if (comment.IsCustomer)
            {
                var id = ((long)double.Parse(comment.Id, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
                if (heard && labels.TryGetValue(id, out var isChase))
                {
                    var context = new IntentContext(QuestionOutstanding: false, UnansweredBefore: unanswered);
                    found.Add((IntentReader.Read(comment.Text, context), new ChaseLabel(IntentReader.Signs(comment.Text, context), isChase), comment.Text, context));
                }

                (heard, unanswered) = (true, true);
            }
            else if (comment.AnswersInPublic)
            {
                unanswered = false;
            }
        }
    }

    return found;
}

static string Said(List<(IntentReading Reading, ChaseLabel Label, string Text, IntentContext Context)> read, Func<IntentReading, bool> taken, IntentWords? words = null) =>
    Quality(ChaseQuality.Of(read.Select(one => (words is null ? taken(one.Reading) : IntentReader.Read(one.Text, one.Context, words).Intent == Intent.Chase, one.Label.IsChase))));

static void Print(string what, List<(IntentReading Reading, ChaseLabel Label, string Text, IntentContext Context)> read) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {read.Count} labels, {read.Count(one => one.Label.IsChase)} chases"));

static string Quality(ChaseQuality quality) => string.Create(
    CultureInfo.InvariantCulture,
    $"precision {quality.Precision:0.00} ({quality.Hits} of {quality.Taken}), recall {quality.Recall:0.00} ({quality.Hits} of {quality.Chases})");
