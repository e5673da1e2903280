using System.Xml;

namespace Headway.Application.Audits.Reading;

/// <summary>
/// XES, event by event. A trace's own attributes come as <c>case:…</c> on each of its events; nested attributes, globals
/// and classifiers are passed over. No document type, no external entity is ever read.
/// </summary>
public sealed class XesRows : KeyedRows
{
    private readonly XmlReader _xml;
    private readonly Dictionary<string, string> _trace = [], _row = [];
    private long _line;
    private bool _cut;

    public XesRows(Stream stream)
    {
        _xml = XmlReader.Create(stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true, CloseInput = true,
        });
        LookAhead();
    }

    protected override long RowLine => _line;

    public override bool EndsCut => _cut;

    public override void Dispose() => _xml.Dispose();

    protected override Dictionary<string, string>? ReadRow()
    {
        try
        {
            while (!_cut && _xml.Read())
            {
                if (_xml is { NodeType: XmlNodeType.Element, LocalName: "trace" })
                {
                    _trace.Clear();
                }
                else if (_xml is { NodeType: XmlNodeType.Element, LocalName: "event" })
                {
                    return Event();
                }
                else if (_xml is { NodeType: XmlNodeType.Element, Depth: 2 } && Attribute() is var (key, value))
                {
                    _trace["case:" + key] = value;
                }
                else if (_xml is { NodeType: XmlNodeType.Element, LocalName: "global" or "extension" or "classifier" })
                {
                    _xml.Skip();
                }
            }
        }
        catch (XmlException)
        {
            _cut = true;
        }

        return null;
    }

    private Dictionary<string, string> Event()
    {
        _line = (_xml as IXmlLineInfo)?.LineNumber ?? 0;
        _row.Clear();
        foreach (var (key, value) in _trace)
        {
            _row[key] = value;
        }

        if (_xml.IsEmptyElement)
        {
            return _row;
        }

        var depth = _xml.Depth;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType == XmlNodeType.Element && _xml.Depth == depth + 1 && Attribute() is var (key, value))
            {
                _row[key] = value;
            }
        }

        return _row;
    }

    private (string Key, string Value)? Attribute() =>
        _xml.GetAttribute("key") is { } key && _xml.GetAttribute("value") is { } value ? (key, value) : null;
}
