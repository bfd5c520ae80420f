using AsyncSplit.Generators.Model.Entries;

namespace AsyncSplit.Generators.Model.Codecs;

/// <summary>One member of a user's type. Immutable, compared by value.</summary>
/// <param name="Member">Name, type and codec.</param>
/// <param name="Restored">How its value gets back into the object.</param>
/// <param name="Parameter">The constructor parameter that takes it, escaped; null where none does.</param>
/// <param name="IsRequired">Whether an object initializer must name it, even if a constructor takes it as well.</param>
/// <param name="LeadsBack">Whether its value can hold the object that it is a member of.</param>
/// <param name="Accessor">For a setter that C# calls in an initializer only: the type that declares it; null for the others.</param>
internal sealed record CodecMemberModel(MemberModel Member, CodecMemberTarget Restored, string? Parameter, bool IsRequired, bool LeadsBack = false, string? Accessor = null)
{
    /// <summary>Whether it is set when the object exists.</summary>
    public bool IsLate => Restored == CodecMemberTarget.Setter;
}
