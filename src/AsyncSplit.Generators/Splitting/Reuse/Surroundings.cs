using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Reuse;

/// <summary>What a compilation is made of: options, references and files. Two of them can be compared long after the first compilation is gone.</summary>
internal sealed class Surroundings
{
    private static readonly ConditionalWeakTable<Compilation, Surroundings> s_known = new();

    private readonly CompilationOptions _options;
    private readonly string? _assemblyName;
    private readonly ImmutableArray<(MetadataReferenceProperties Properties, object Target)> _references;
    private readonly ImmutableArray<SyntaxTree> _files;
    private readonly ConditionalWeakTable<Surroundings, Change> _changes = new();

    private Surroundings(Compilation compilation)
    {
        _options = compilation.Options;
        _assemblyName = compilation.AssemblyName;
        _files = [.. compilation.SyntaxTrees];

        // A project that is referred to is what it is made of: the next key press in it makes another compilation.
        _references = [.. compilation.References.Select(static reference => (reference.Properties, reference is CompilationReference project ? Of(project.Compilation) : (object)reference))];
    }

    public static Surroundings Of(Compilation compilation) => s_known.GetValue(compilation, static compilation => new Surroundings(compilation));

    /// <summary>What has changed since then.</summary>
    /// <param name="before">What it was.</param>
    /// <param name="compilation">What these are the surroundings of.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Change Since(Surroundings before, Compilation compilation, CancellationToken cancellationToken)
    {
        if (!_changes.TryGetValue(before, out var change))
        {
            change = Compare(before, compilation, cancellationToken);
            change = _changes.GetValue(before, _ => change);
        }

        return change;
    }

    private Change Compare(Surroundings before, Compilation compilation, CancellationToken cancellationToken)
    {
        if (_assemblyName != before._assemblyName || !_options.Equals(before._options) || _references.Length != before._references.Length)
        {
            return Change.OfEverything;
        }

        var isNone = true;
        for (var index = 0; index < _references.Length; index++)
        {
            var (left, right) = (_references[index], before._references[index]);
            if (!left.Properties.Equals(right.Properties))
            {
                return Change.OfEverything;
            }

            if (left.Target is Surroundings project && right.Target is Surroundings projectBefore)
            {
                var change = project == projectBefore ? Change.None : project.Since(projectBefore, Projects(compilation).First(candidate => Of(candidate) == project), cancellationToken);
                if (change.HasNames)
                {
                    return Change.OfEverything;
                }

                isNone &= change.IsNone;
            }
            else if (left.Target != right.Target)
            {
                return Change.OfEverything;
            }
        }

        return Replaced(before) is not { } replaced ? Change.OfEverything
            : replaced.Count == 0 ? isNone ? Change.None : Change.OfBodies
            : Change.Between(replaced, compilation, cancellationToken);
    }

    private static IEnumerable<Compilation> Projects(Compilation compilation) => compilation.References.OfType<CompilationReference>().Select(static reference => reference.Compilation);

    /// <summary>The files in place of which others stand, in the same order; null where more has changed than that.</summary>
    private List<(SyntaxTree Before, SyntaxTree After)>? Replaced(Surroundings before)
    {
        if (_files.Length != before._files.Length)
        {
            return null;
        }

        var replaced = new List<(SyntaxTree, SyntaxTree)>();
        for (var index = 0; index < _files.Length; index++)
        {
            var (old, now) = (before._files[index], _files[index]);
            if (old != now)
            {
                if (old.FilePath != now.FilePath || !old.Options.Equals(now.Options))
                {
                    return null;
                }

                replaced.Add((old, now));
            }
        }

        return replaced;
    }
}
