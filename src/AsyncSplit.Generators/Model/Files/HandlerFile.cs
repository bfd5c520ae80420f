namespace AsyncSplit.Generators.Model.Files;

/// <summary>What a handler's own file is written from. Immutable, compared by value; the only model beside <see cref="ChainableModel"/> that knows a position.</summary>
/// <param name="Handler">The handler without what goes into other files.</param>
/// <param name="Map">Where it stands.</param>
internal sealed record HandlerFile(HandlerModel Handler, SourceMap Map);
