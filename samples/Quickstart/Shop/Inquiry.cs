namespace Quickstart.Shop;

/// <summary>A question to the supplier, who says how long the answer will take.</summary>
public sealed record Inquiry(string Hold, decimal Price, TimeSpan AnswerIn);
