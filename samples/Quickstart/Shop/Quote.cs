namespace Quickstart.Shop;

/// <summary>A price at which the supplier holds the goods, until they are bought or released.</summary>
public sealed record Quote(string Hold, decimal Price);
