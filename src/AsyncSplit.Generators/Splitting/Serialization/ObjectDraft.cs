using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Codecs;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>The codec of an object, before it is known which of its members can lead back to it.</summary>
/// <param name="Model">The codec without its members.</param>
/// <param name="Identity">What its objects are called; null for a struct.</param>
/// <param name="Members">The members in the order of declaration.</param>
/// <param name="Holds">What each of them holds.</param>
internal sealed record ObjectDraft(CodecModel Model, string? Identity, IReadOnlyList<CodecMemberModel> Members, IReadOnlyList<EquatableArray<Held>> Holds)
{
    /// <summary>The codec. Members that are set when the object exists come last: what they hold can refer to it then.</summary>
    public CodecModel Finish(IdentityGraph graph) => Model with
    {
        Members = Members
            .Select((member, index) => Model.IsValueType || !graph.Leads(Holds[index], Model.Key) ? member with { Accessor = null } : LeadingBack(member))
            .OrderBy(member => member.IsLate)
            .ToEquatableArray(),
    };

    // An init member can be set later as well, if not by C#.
    private static CodecMemberModel LeadingBack(CodecMemberModel member) =>
        member with { LeadsBack = true, Restored = member is { Restored: CodecMemberTarget.Initializer, Accessor: not null } ? CodecMemberTarget.Setter : member.Restored };
}
