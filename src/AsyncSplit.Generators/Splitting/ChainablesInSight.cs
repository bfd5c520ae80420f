using System.Buffers;
using System.Globalization;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting;

/// <summary>
/// Whether a compilation can have handlers or contracts at all. A project that refers to AsyncSplit and has none is to pay nothing for it: so this is decided once,
/// before anything is bound, from the texts of the files and from tables of the references.
/// </summary>
internal sealed class ChainablesInSight
{
    /// <summary>What every way of marking a method has in it, an alias of the attribute included.</summary>
    private const string Word = "Chainable";

    private const string Attribute = "ChainableAttribute";

    private static readonly ConditionalWeakTable<Compilation, ChainablesInSight> s_found = new();
    private static readonly ConditionalWeakTable<SyntaxTree, object> s_mentions = new();

    private ChainablesInSight(bool inSource, bool inReferences) => (InSource, InReferences) = (inSource, inReferences);

    /// <summary>Whether a method of the compilation itself may be marked.</summary>
    public bool InSource { get; }

    /// <summary>Whether a method of a referenced assembly may be: what overrides it is a handler, and what inherits it has one.</summary>
    public bool InReferences { get; }

    /// <summary>Whether there may be anything to look at.</summary>
    public bool Any => InSource || InReferences;

    public static ChainablesInSight Of(Compilation compilation, CancellationToken cancellationToken)
    {
        if (!s_found.TryGetValue(compilation, out var found))
        {
            found = compilation.GetTypeByMetadataName(KnownNames.ChainableAttribute) is null
                ? new ChainablesInSight(inSource: false, inReferences: false)
                : new ChainablesInSight(AreIn(compilation, cancellationToken), AreReferenced(compilation, cancellationToken));
            found = s_found.GetValue(compilation, _ => found);
        }

        return found;
    }

    private static bool AreIn(Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!s_mentions.TryGetValue(tree, out var mentions))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var text = tree.TryGetText(out var known) ? known : tree.GetText(cancellationToken);
                mentions = s_mentions.GetValue(tree, _ => Mentions(text));
            }

            if ((bool)mentions)
            {
                return true;
            }
        }

        return false;
    }

    private static bool AreReferenced(Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            foreach (var module in assembly.Modules)
            {
                // A method that is marked refers to the attribute: the framework's many assemblies are passed by, and so is the runtime, which marks none.
                if (RefersToAbstractions(module)
                    && (module.GetMetadata() is { } metadata ? RefersToAttribute(metadata.GetMetadataReader())
                        : assembly is not ISourceAssemblySymbol source || AreIn(source.Compilation, cancellationToken)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool RefersToAbstractions(IModuleSymbol module)
    {
        foreach (var reference in module.ReferencedAssemblies)
        {
            if (reference.Name == KnownNames.Abstractions)
            {
                return true;
            }
        }

        return false;
    }

    private static bool RefersToAttribute(MetadataReader reader)
    {
        foreach (var handle in reader.TypeReferences)
        {
            if (reader.StringComparer.Equals(reader.GetTypeReference(handle).Name, Attribute))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the word stands anywhere in the text, or an identifier may be written with escapes that spell it.</summary>
    private static bool Mentions(SourceText text)
    {
        const int Size = 4096;
        const int Overlap = 16;
        var buffer = ArrayPool<char>.Shared.Rent(Size);
        try
        {
            for (var start = 0; start < text.Length; start += Size - Overlap)
            {
                var length = Math.Min(Size, text.Length - start);
                text.CopyTo(start, buffer, 0, length);
                var part = buffer.AsSpan(0, length);
                if (part.IndexOf(Word.AsSpan()) >= 0 || HasEscapedLetter(part))
                {
                    return true;
                }
            }

            return false;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>Whether a letter that needs no escape is written as one: <c>\u0043hainable</c>.</summary>
    private static bool HasEscapedLetter(ReadOnlySpan<char> text)
    {
        for (var next = text.IndexOf('\\'); next >= 0 && next + 6 <= text.Length; next = text.IndexOf('\\'))
        {
            text = text.Slice(next + 1);
            var digits = text[0] switch
            {
                'u' => 4,
                'U' when text.Length >= 9 => 8,
                _ => 0,
            };
            if (digits > 0 && int.TryParse(text.Slice(1, digits).ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var letter) && letter < 128 && char.IsLetter((char)letter))
            {
                return true;
            }
        }

        return false;
    }
}
