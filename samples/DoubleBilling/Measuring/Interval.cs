namespace DoubleBilling.Measuring;

/// <summary>A time in which a service did something, from the beginning of the run on.</summary>
internal sealed record Interval(string Service, TimeSpan From, TimeSpan To)
{
    public TimeSpan Duration => To - From;
}
