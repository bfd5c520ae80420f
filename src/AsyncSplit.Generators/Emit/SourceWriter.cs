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
        foreach (var line in lines.Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', Indentation * 4).Append(line);
            }

            _text.Append('\n');
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
