namespace DoubleBilling.Measuring;

/// <summary>The same depth, run both ways.</summary>
internal sealed record DepthRun(int Depth, Measurement Synchronous, Measurement Split);
