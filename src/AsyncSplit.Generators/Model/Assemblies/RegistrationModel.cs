namespace AsyncSplit.Generators.Model.Assemblies;

/// <summary>The call that registers a handler or contract. Immutable, compared by value.</summary>
/// <param name="Method">The fully qualified method that the assembly's registration calls.</param>
/// <param name="Forwarder">Where the handler's type is private: the name of the method, in the type around it, that forwards to it; else null.</param>
/// <param name="ForwarderDepth">How many of the types, from the outside in, are around the forwarder.</param>
/// <param name="ForwardsTo">What the forwarder calls.</param>
internal sealed record RegistrationModel(string Method, string? Forwarder = null, int ForwarderDepth = 0, string? ForwardsTo = null);
