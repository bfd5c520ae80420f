namespace AsyncSplit;

/// <summary>A resume point with its captured state, to be read.</summary>
/// <param name="ResumePoint">Its id, for example <c>Orders.PlaceAsync@ChargeAsync</c>. One that begins with <c>$</c> is the engine's.</param>
/// <param name="Shape">The fingerprint of the state's shape.</param>
/// <param name="Locals">The captured locals as JSON, by name. Empty where the state is no object.</param>
/// <param name="State">All of the state as JSON.</param>
public sealed record FrameSnapshot(string ResumePoint, string Shape, IReadOnlyDictionary<string, string> Locals, string State);
