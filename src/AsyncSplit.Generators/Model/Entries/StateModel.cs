namespace AsyncSplit.Generators.Model.Entries;

/// <summary>The captured state at a boundary, and the resume point it belongs to. Immutable, compared by value.</summary>
/// <param name="Record">The record's name, for example <c>AfterChargeAsync</c>.</param>
/// <param name="Id">The resume point's id, for example <c>Orders.PlaceAsync@ChargeAsync</c>.</param>
/// <param name="Fingerprint">A hash of the shape.</param>
/// <param name="Catches">Whether a catch or finally block is around the await.</param>
/// <param name="TracksIdentity">Whether two of the captured values may be, or hold, the same object.</param>
/// <param name="IsJoin">Whether what is awaited may stand for started calls.</param>
/// <param name="Members">The captured locals and temporaries.</param>
internal sealed record StateModel(string Record, string Id, string Fingerprint, bool Catches, bool TracksIdentity, bool IsJoin, EquatableArray<MemberModel> Members);
