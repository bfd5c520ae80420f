namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>One thing that a value is or holds. Immutable, compared by value.</summary>
/// <param name="Identity">Which objects it may be, as <see cref="Identities"/> names them; null for a user type, which <paramref name="UserType"/> tells.</param>
/// <param name="UserType">The key of a user type in the resolution's <see cref="IdentityGraph"/>.</param>
/// <param name="Many">Whether there may be several of them: the elements of a collection.</param>
internal readonly record struct Held(string? Identity, string? UserType, bool Many = false);

/// <summary>Objects of one kind that a value can lead to. Immutable, compared by value.</summary>
/// <param name="Identity">Which objects, as <see cref="Identities"/> names them.</param>
/// <param name="Many">Whether it may lead to several, or to the same one on two ways.</param>
internal readonly record struct Reached(string Identity, bool Many);
