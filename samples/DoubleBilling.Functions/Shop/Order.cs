namespace DoubleBilling.Functions.Shop;

/// <summary>What goes through the services: how much each of them has to do for it, and how long the external job takes.</summary>
/// <param name="Rounds">The rounds of <see cref="Work"/> that a service does before its call, and again after it.</param>
/// <param name="JobMilliseconds">The time of the external job.</param>
public sealed record Order(int Rounds, int JobMilliseconds);
