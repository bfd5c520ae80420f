using AsyncSplit.Messaging;

namespace AsyncSplit.ClaimChecks;

/// <summary>The receipt of a delivery whose body was claimed.</summary>
/// <param name="Original">What the transport has delivered.</param>
/// <param name="Key">Under which the claim store has the body.</param>
internal sealed record ClaimReceipt(Delivery Original, string Key);
