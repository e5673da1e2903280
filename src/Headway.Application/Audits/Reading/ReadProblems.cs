namespace Headway.Application.Audits.Reading;

/// <summary>What was wrong with rows: how many, and the first ten with their place and reason.</summary>
public sealed class ReadProblems
{
    private const int Kept = 10, Judged = 1000;

    private readonly List<RowProblem> _first = [];

    public int Count { get; private set; }

    public IReadOnlyList<RowProblem> First => _first;

    /// <summary>The file ends inside its last row.</summary>
    public bool EndsCut { get; set; }

    public int WithoutEnd { get; private set; }

    internal bool Malformed(long line, string reason)
    {
        Count++;
        if (_first.Count < Kept)
        {
            _first.Add(new RowProblem(line, reason));
        }

        return false;
    }

    /// <summary>Adds those of a later part of the file, which began after so many lines.</summary>
    internal void Append(ReadProblems later, long lines)
    {
        Count += later.Count;
        WithoutEnd += later.WithoutEnd;
        EndsCut |= later.EndsCut;
        _first.AddRange(later._first.Select(problem => problem with { Line = problem.Line + lines }).Take(Kept - _first.Count));
    }

    internal void NoteNoEnd() => WithoutEnd++;

    /// <summary>After a thousand rows a profile that fails on most of them is the wrong one.</summary>
    internal void StopWhenHopeless(int rows)
    {
        if (rows == Judged && Count > Judged / 2)
        {
            throw new HopelessException();
        }
    }
}

/// <summary>A row that was not understood, where and why.</summary>
public sealed record RowProblem(long Line, string Reason)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line {Line}: {Reason}");
}

/// <summary>Reading on would be pointless: the profile is wrong.</summary>
internal sealed class HopelessException : Exception;
