using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Why a handler cannot be split: a rule, a place, and what its message says. The analyzer reports it; the generator emits nothing for the handler.</summary>
internal sealed record Problem(string RuleId, Location Location, string Text);
