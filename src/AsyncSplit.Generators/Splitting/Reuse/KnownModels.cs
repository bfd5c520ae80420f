using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Reuse;

/// <summary>
/// What analysis has made of the declarations of a file, for as long as the file is the same object and nothing that the file can bind to has changed (<see cref="Surroundings"/>).
/// After any edit the compiler has every declaration with the attribute analysed again: this is what makes a key press cheap. It keeps no compilation alive, and no symbol.
/// </summary>
internal sealed class KnownModels<T>
    where T : class
{
    private readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<int, Known>> _files = new();

    /// <summary>The model of a declaration.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="compilation">What it is compiled with.</param>
    /// <param name="analyze">Makes the model, and says whether it has looked into the bodies of methods elsewhere.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public T Get(SyntaxNode declaration, Compilation compilation, Func<(T Model, bool ReadsOtherBodies)> analyze, CancellationToken cancellationToken)
    {
        var models = _files.GetValue(declaration.SyntaxTree, static _ => new ConcurrentDictionary<int, Known>());
        var surroundings = Surroundings.Of(compilation);
        if (models.TryGetValue(declaration.SpanStart, out var known))
        {
            if (known.Surroundings == surroundings)
            {
                return known.Model;
            }

            var change = surroundings.Since(known.Surroundings, compilation, cancellationToken);
            if (known.ReadsOtherBodies ? change.IsNone : !change.Affects(declaration.SyntaxTree))
            {
                models[declaration.SpanStart] = known with { Surroundings = surroundings };
                return known.Model;
            }
        }

        var (model, readsOtherBodies) = analyze();
        models[declaration.SpanStart] = new Known(surroundings, model, readsOtherBodies);
        return model;
    }

    private sealed record Known(Surroundings Surroundings, T Model, bool ReadsOtherBodies);
}
