namespace AsyncSplit.Testing.Tests.Fusing;

public sealed record Dish(string Name);
