using AsyncSplit.Generators.Model.Entries;

namespace AsyncSplit.Generators.Model.Files;

/// <summary>Under which names the arguments travel to a contract member that calls its parameters otherwise than the handler. Immutable, compared by value.</summary>
/// <param name="Target">The contract member's wire name.</param>
/// <param name="Arguments">The handler's arguments under the contract's names.</param>
internal sealed record AliasModel(string Target, CallModel Arguments);
