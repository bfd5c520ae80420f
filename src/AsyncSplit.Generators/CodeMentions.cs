using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Entries;

namespace AsyncSplit.Generators;

/// <summary>What a piece of generated code makes, calls and listens to, read off it once: asked for each of many names, the code would be searched as often.</summary>
internal sealed class CodeMentions
{
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);
    private readonly HashSet<string> _called = new(StringComparer.Ordinal);

    /// <param name="lines">The code.</param>
    /// <param name="futures">What its futures are called.</param>
    public CodeMentions(EquatableArray<BodyLine> lines, string futures)
    {
        foreach (var line in lines)
        {
            Read(line.Text);
            HasCallbacks |= line.Text.Contains($"{futures}.Callback");
            HasSignals |= line.Text.Contains($"{futures}.Signal");
        }
    }

    private CodeMentions(CodeMentions code, IReadOnlyDictionary<string, CodeMentions> tails)
    {
        var open = new Stack<CodeMentions>([code]);
        var seen = new HashSet<CodeMentions>();
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (!seen.Add(next))
            {
                continue;
            }

            _made.UnionWith(next._made);
            HasCallbacks |= next.HasCallbacks;
            HasSignals |= next.HasSignals;
            foreach (var called in next._called)
            {
                if (tails.TryGetValue(called, out var tail))
                {
                    open.Push(tail);
                }
            }
        }
    }

    public bool HasCallbacks { get; }

    public bool HasSignals { get; }

    /// <summary>With what the shared rests mention that it goes on with, by their names.</summary>
    public CodeMentions With(IReadOnlyDictionary<string, CodeMentions> tails) => new(this, tails);

    /// <summary>Whether an object of a record is made.</summary>
    /// <param name="record">The record, as the code names it.</param>
    public bool Makes(string record) => _made.Contains(record);

    private void Read(string text)
    {
        for (var end = text.IndexOf('('); end >= 0; end = text.IndexOf('(', end + 1))
        {
            var start = end;
            while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '.' or '@'))
            {
                start--;
            }

            if (start == end)
            {
                continue;
            }

            var name = text.Substring(start, end - start);
            if (start >= 4 && string.CompareOrdinal(text, start - 4, "new ", 0, 4) == 0)
            {
                _made.Add(name);
            }
            else
            {
                _called.Add(name.Substring(name.LastIndexOf('.') + 1));
            }
        }
    }
}
