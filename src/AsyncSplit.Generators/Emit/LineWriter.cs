using AsyncSplit.Generators.Model;

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
        if (_path.Length > 0)
        {
            Direct(line);
        }

        // Lines after the first stand as in the user's file: shifting them would change raw string literals, and their columns.
        writer.WriteRaw(new string(' ', (writer.Indentation + line.Indentation) * 4));
        writer.WriteRaw(line.Text);
        writer.WriteRaw("\n");
    }

    /// <summary>Ends the mapping, so that what follows is not taken for the user's.</summary>
    public void End()
    {
        if (_path.Length > 0)
        {
            writer.WriteRaw("#line default\n");
        }
    }

    private void Direct(BodyLine line)
    {
        if (line.Span is { } span)
        {
            var offset = (writer.Indentation + line.Indentation) * 4;
            writer.WriteRaw($"#line ({map.FirstLine + span.StartLine + 1},{span.StartColumn + 1})-({map.FirstLine + span.EndLine + 1},{span.EndColumn + 1}) {offset} \"{_path}\"\n");
            _isHidden = false;
        }
        else if (!_isHidden)
        {
            writer.WriteRaw("#line hidden\n");
            _isHidden = true;
        }
    }
}
