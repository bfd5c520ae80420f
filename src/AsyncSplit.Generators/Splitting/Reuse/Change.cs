using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Reuse;

/// <summary>
/// Which files can mean something else after an edit than before.
/// <para>
/// All that binds goes by names. What a file means depends on its own text; on types that are found by a name in it; on types found by a name in a declaration of those, and so on.
/// A member is found in a type that has been reached so, be it its own, one it derives from, or one that a using names. So: of each declaration that the edit has changed, the types that it stands in
/// or is are affected; where a declaration names something affected, so are the types that it stands in. A file in whose text no affected name stands means what it meant.
/// </para>
/// <para>
/// What is found without any name affects everything: extension members; what is declared in the framework's namespaces; exceptions, of which all that derive from one that a handler catches are looked for;
/// options, references, global usings, attributes of the assembly; files that come, go or are called otherwise.
/// </para>
/// <para>Bodies of methods are no part of a declaration: nothing that the analysis asks of another method is in them, except where it says so (<see cref="KnownModels{T}"/>).</para>
/// </summary>
internal sealed class Change
{
    /// <summary>Beyond so many names it is cheaper to analyse everything again than to look for them.</summary>
    private const int MostNames = 100;

    private static readonly HashSet<SyntaxTree> s_noFiles = [];

    private readonly HashSet<SyntaxTree>? _affected;

    private Change(bool isNone, bool hasNames, HashSet<SyntaxTree>? affected)
    {
        IsNone = isNone;
        HasNames = hasNames;
        _affected = affected;
    }

    /// <summary>Not one file is another.</summary>
    public static Change None { get; } = new(isNone: true, hasNames: false, s_noFiles);

    /// <summary>Nothing but bodies of methods.</summary>
    public static Change OfBodies { get; } = new(isNone: false, hasNames: false, s_noFiles);

    public static Change OfEverything { get; } = new(isNone: false, hasNames: true, affected: null);

    public bool IsNone { get; }

    /// <summary>Whether a declaration has changed.</summary>
    public bool HasNames { get; }

    /// <summary>Whether the file, which itself is the same, may mean something else.</summary>
    public bool Affects(SyntaxTree file) => _affected?.Contains(file) ?? true;

    /// <param name="replaced">The files before and after the edit.</param>
    /// <param name="compilation">All files after it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Change Between(IEnumerable<(SyntaxTree Before, SyntaxTree After)> replaced, Compilation compilation, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (before, after) in replaced)
        {
            var (old, now) = (Surface.Of(before, cancellationToken), Surface.Of(after, cancellationToken));
            if (old.OfAssembly != now.OfAssembly)
            {
                return OfEverything;
            }

            foreach (var (gone, come) in old.OfFile == now.OfFile ? Different(old, now) : old.Declarations.Select(gone => (Gone: (DeclarationSurface?)gone, Come: (DeclarationSurface?)null)).Concat(now.Declarations.Select(come => ((DeclarationSurface?)null, (DeclarationSurface?)come))))
            {
                // Of what is gone nobody can say any more whether it was an exception; of what derives from the same as before, what it is now says it.
                if (gone?.IsFoundWithoutName == true || come?.IsFoundWithoutName == true || (gone?.Bases ?? "") != (come?.Bases ?? "") || (come is not null && IsOfException(come, after, compilation, cancellationToken)))
                {
                    return OfEverything;
                }

                names.UnionWith(gone?.Names ?? []);
                names.UnionWith(come?.Names ?? []);
            }
        }

        return names.Count == 0 ? OfBodies : Spread(names, compilation, cancellationToken);
    }

    /// <summary>The declarations whose words have changed; one that comes or goes has no other.</summary>
    private static IEnumerable<(DeclarationSurface? Gone, DeclarationSurface? Come)> Different(Surface before, Surface after)
    {
        var old = before.Declarations.ToDictionary(declaration => declaration.Key, StringComparer.Ordinal);
        foreach (var declaration in after.Declarations)
        {
            old.TryGetValue(declaration.Key, out var same);
            old.Remove(declaration.Key);
            if (same?.Text != declaration.Text)
            {
                yield return (same, declaration);
            }
        }

        foreach (var gone in old.Values)
        {
            yield return (gone, null);
        }
    }

    private static Change Spread(HashSet<string> names, Compilation compilation, CancellationToken cancellationToken)
    {
        var affected = new HashSet<SyntaxTree>();
        for (var next = names.ToList(); next.Count > 0;)
        {
            if (names.Count > MostNames)
            {
                return OfEverything;
            }

            var found = new List<string>();
            foreach (var file in compilation.SyntaxTrees)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!Words.Has(file, next, cancellationToken))
                {
                    continue;
                }

                affected.Add(file);
                var surface = Surface.Of(file, cancellationToken);
                if (next.Exists(surface.MentionsForAll.Contains))
                {
                    return OfEverything;
                }

                foreach (var declaration in surface.Declarations.Where(declaration => next.Exists(declaration.Mentions.Contains)))
                {
                    if (declaration.IsFoundWithoutName || IsOfException(declaration, file, compilation, cancellationToken))
                    {
                        return OfEverything;
                    }

                    found.AddRange(declaration.Names.Where(names.Add));
                }
            }

            next = found;
        }

        return new Change(isNone: false, hasNames: true, affected);
    }

    /// <summary>Whether the declaration is an exception, or stands in one.</summary>
    private static bool IsOfException(DeclarationSurface declaration, SyntaxTree file, Compilation compilation, CancellationToken cancellationToken) => declaration.DerivedTypes.Count > 0
        && compilation.GetSemanticModel(file) is var model && declaration.DerivedTypes.Any(position =>
            file.GetRoot(cancellationToken).FindToken(position).Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>(type => type.SpanStart == position) is not { } type
            || model.GetDeclaredSymbol(type, cancellationToken) is not { } symbol || ExceptionAnalysis.IsException(symbol));
}
