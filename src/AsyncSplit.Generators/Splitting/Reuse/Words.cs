using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Reuse;

/// <summary>Looks for identifiers in the text of a file, without its syntax: many files, few names, at every key press.</summary>
internal static class Words
{
    private static readonly ConditionalWeakTable<SyntaxTree, object> s_hidesSome = new();

    /// <summary>Whether one of the words may stand in the file, be it in a comment.</summary>
    public static bool Has(SyntaxTree file, List<string> words, CancellationToken cancellationToken)
    {
        var text = file.TryGetText(out var known) ? known : file.GetText(cancellationToken);
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            text.CopyTo(0, buffer, 0, text.Length);
            return (bool)s_hidesSome.GetValue(file, _ => HidesSome(buffer.AsSpan(0, text.Length))) || Has(buffer.AsSpan(0, text.Length), words);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static bool Has(ReadOnlySpan<char> text, List<string> words)
    {
        foreach (var word in words)
        {
            var rest = text;
            for (var at = rest.IndexOf(word.AsSpan()); at >= 0; at = rest.IndexOf(word.AsSpan()))
            {
                var end = at + word.Length;
                if ((at == 0 || !SyntaxFacts.IsIdentifierPartCharacter(rest[at - 1])) && (end == rest.Length || !SyntaxFacts.IsIdentifierPartCharacter(rest[end])))
                {
                    return true;
                }

                // What has been passed is a letter of the same word.
                rest = rest.Slice(at + 1);
                while (rest.Length > 0 && SyntaxFacts.IsIdentifierPartCharacter(rest[0]))
                {
                    rest = rest.Slice(1);
                }
            }
        }

        return false;
    }

    /// <summary>Whether identifiers may be written with escapes, or with letters that do not count.</summary>
    private static bool HidesSome(ReadOnlySpan<char> text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if ((text[index] == '\\' && index + 1 < text.Length && text[index + 1] is 'u' or 'U') || (text[index] >= 128 && CharUnicodeInfo.GetUnicodeCategory(text[index]) == UnicodeCategory.Format))
            {
                return true;
            }
        }

        return false;
    }
}
