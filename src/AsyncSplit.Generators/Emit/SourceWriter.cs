using System.Text;

namespace AsyncSplit.Generators.Emit;

/// <summary>Writes source text line by line: indentation of four spaces, <c>\n</c> line ends.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>How many levels the next lines are indented.</summary>
    public int Indentation { get; set; }

    /// <summary>Writes one or more lines, each indented; empty ones stay empty.</summary>
    public void WriteLine(string lines)
    {
        for (var start = 0; start <= lines.Length;)
        {
            var end = lines.IndexOf('\n', start);
            end = end < 0 ? lines.Length : end;
            if (end > start)
            {
                _text.Append(' ', Indentation * 4).Append(lines, start, end - start);
            }

            _text.Append('\n');
            start = end + 1;
        }
    }

    public void WriteLine() => _text.Append('\n');

    /// <summary>Writes text as it is: no indentation, no line end.</summary>
    public void WriteRaw(string text) => _text.Append(text);

    /// <summary>Writes <c>{</c> and indents, until disposed: then <c>}</c> and what is to follow it.</summary>
    public Block WriteBlock(string? head = null, string close = "}")
    {
        if (head is not null)
        {
            WriteLine(head);
        }

        WriteLine("{");
        Indentation++;
        return new Block(this, close);
    }

    public override string ToString() => Indentation == 0 ? _text.ToString() : throw new InvalidOperationException("A block was not closed.");

    internal readonly struct Block(SourceWriter writer, string close) : IDisposable
    {
        public void Dispose()
        {
            writer.Indentation--;
            writer.WriteLine(close);
        }
    }
}
