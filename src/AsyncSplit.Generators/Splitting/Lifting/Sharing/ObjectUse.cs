using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Lifting.Sharing;

/// <summary>Where a function does to an object what makes a difference between the object and a copy of it.</summary>
/// <param name="Operation">Where.</param>
/// <param name="Variable">The variable that leads to the object, if one is named there.</param>
/// <param name="What">What happens to it, in words behind its name.</param>
/// <param name="Advice">What to do instead.</param>
internal sealed record ObjectUse(IOperation Operation, string? Variable, string What, string Advice);
