namespace DoubleBilling.Prices;

/// <summary>A list price, with where it comes from.</summary>
internal sealed record Price(double Value, string Unit, string Page, string Seen, bool Confirmed);
