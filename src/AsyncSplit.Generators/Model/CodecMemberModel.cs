namespace AsyncSplit.Generators.Model;

/// <summary>One member of a user's type. Immutable, compared by value.</summary>
/// <param name="Member">Name, type and codec.</param>
/// <param name="Restored">How its value gets back into the object.</param>
/// <param name="Parameter">The constructor parameter that takes it, escaped; null where none does.</param>
/// <param name="IsRequired">Whether an object initializer must name it, even if a constructor takes it as well.</param>
internal sealed record CodecMemberModel(MemberModel Member, CodecMemberTarget Restored, string? Parameter, bool IsRequired);
