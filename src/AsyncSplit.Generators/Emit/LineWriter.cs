using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Model.Files;

namespace AsyncSplit.Generators.Emit;

/// <summary>
/// Writes body lines with <c>#line</c> directives: a statement of the user's is mapped to where it stands in his file, plumbing is hidden from the debugger.
/// </summary>
internal sealed class LineWriter(SourceWriter writer, SourceMap map)
{
    private readonly string _path = map.Path.Replace("\"", "");
    private bool _isHidden;

    public void Write(BodyLine line)
    {
        var indentation = (writer.Indentation + line.Indentation) * 4;
        if (line.Span is null)
        {
            Hide();
        }
        else if (_path.Length > 0)
        {
            Map(line.Text, line.Span, indentation);
        }

        // Lines after the first stand as in the user's file: shifting them would change raw string literals, and their columns.
        writer.WriteRaw(new string(' ', indentation));
        writer.WriteRaw(line.Text);
        writer.WriteRaw("\n");
    }

    /// <summary>Hides what follows from the debugger: braces are places where it would stop.</summary>
    public void Hide()
    {
        if (_path.Length > 0 && !_isHidden)
        {
            writer.WriteRaw("#line hidden\n");
            _isHidden = true;
        }
    }

    /// <summary>Ends the mapping, so that what follows is not taken for the user's.</summary>
    public void End()
    {
        if (_path.Length > 0)
        {
            writer.WriteRaw("#line default\n");
            _isHidden = false;
        }
    }

    private void Map(string text, RelativeSpan span, int indentation)
    {
        // What begins before the offset is mapped to the whole span, however long it is; behind the offset the compiler counts columns one by one, which is right for the user's own text only.
        var lines = text.Split('\n');
        var offset = IsVerbatim(lines, span) ? indentation : indentation + lines[0].Length;

        // All from 1; the end is the last character itself.
        writer.WriteRaw($"#line ({map.FirstLine + span.StartLine + 1},{span.StartColumn + 1})-({map.FirstLine + span.EndLine + 1},{span.EndColumn}) {offset} \"{_path}\"\n");
        _isHidden = false;
    }

    /// <summary>Whether the text has the extent of its span.</summary>
    private static bool IsVerbatim(string[] lines, RelativeSpan span) =>
        lines.Length == span.EndLine - span.StartLine + 1
        && lines[lines.Length - 1].Length == span.EndColumn - (lines.Length == 1 ? span.StartColumn : 0);
}
