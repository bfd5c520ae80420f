namespace AsyncSplit.Generators.Model.Manifests;

/// <summary>What the handlers of the managed Lambda runtime are written from. Immutable, compared by value.</summary>
/// <param name="Startup">The fully qualified class that sets up the services.</param>
/// <param name="Functions">The names of the functions, in ordinal order.</param>
internal sealed record LambdaModel(string Startup, EquatableArray<string> Functions);
