using System.Diagnostics;

namespace Headway.Application.Audits.Reading;

/// <summary>A stream that is only read forwards.</summary>
internal abstract class ForwardStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>Tells how far a file has been read.</summary>
internal sealed class CountedStream(Stream inner, Action<long> read) : ForwardStream
{
    private long _read;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var got = inner.Read(buffer, offset, count);
        read(_read += got);
        return got;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>So many bytes of a file from where it stands; tells how far it has been read.</summary>
internal sealed class PartStream(Stream inner, long length, Action<long>? read) : ForwardStream
{
    private long _read;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var got = inner.Read(buffer, offset, (int)Math.Min(count, length - _read));
        _read += got;
        read?.Invoke(_read);
        return got;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>What a program writes; the program ends with the reading.</summary>
internal sealed class ProcessStream(Process process) : ForwardStream
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = process.StandardOutput.BaseStream.Read(buffer, offset, count);
        if (read == 0 && count > 0)
        {
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidDataException("xz could not unpack the file.");
            }
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            process.Dispose();
        }

        base.Dispose(disposing);
    }
}
