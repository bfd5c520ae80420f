namespace AsyncSplit.Packages.Tests;

[CollectionDefinition(nameof(PackedRepository))]
public sealed class PackedRepositoryCollection : ICollectionFixture<PackedRepository>;
