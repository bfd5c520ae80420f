using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>What is wrong with a handler: a rule, a place, and what its message says. The analyzer reports it; of a handler with a refusal the generator emits nothing.</summary>
internal sealed record Problem(string RuleId, Location Location, string Text)
{
    /// <summary>Further places that the message speaks of: where there is one, the await comes first, then the next use.</summary>
    public ImmutableArray<Location> Further { get; init; } = [];

    /// <summary>What code fixes need to know, under the names in <see cref="Diagnostics.FactNames"/>.</summary>
    public ImmutableDictionary<string, string?> Facts { get; init; } = ImmutableDictionary<string, string?>.Empty;
}
