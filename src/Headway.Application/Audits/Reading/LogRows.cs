namespace Headway.Application.Audits.Reading;

/// <summary>
/// A log as rows of named fields, whatever file it stands in. Fields are UTF-8 and hold until the next row is read; a
/// column the row lacks is empty.
/// </summary>
public abstract class LogRows : IDisposable
{
    public abstract IReadOnlyList<string> Header { get; }

    /// <summary>The line, trace or event on which the row begins, from 1: where a person would look.</summary>
    public abstract long Line { get; }

    /// <summary>How many fields this row has; a file of fixed columns with another number here is malformed there.</summary>
    public abstract int Fields { get; }

    public abstract bool Next();

    public abstract ReadOnlySpan<byte> Field(int column);

    /// <summary>The file ended inside a row.</summary>
    public virtual bool EndsCut => false;

    public abstract void Dispose();
}
