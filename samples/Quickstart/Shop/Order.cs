using System.Security.Cryptography;

namespace Quickstart.Shop;

/// <summary>What a customer wants.</summary>
public sealed record Order(string Id, string Customer, string Sku, int Quantity)
{
    public static Order Of(string customer, string sku, int quantity) => new($"order-{RandomNumberGenerator.GetHexString(8, lowercase: true)}", customer, sku, quantity);
}
