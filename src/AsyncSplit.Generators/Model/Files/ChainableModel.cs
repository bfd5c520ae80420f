namespace AsyncSplit.Generators.Model.Files;

/// <summary>What the attribute was found on, with where that stands. Immutable, compared by value.</summary>
internal sealed record ChainableModel(HandlerModel? Handler, SourceMap? Map, ContractModel? Contract);
