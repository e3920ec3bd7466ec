using System.Reflection;
using System.Runtime.CompilerServices;

namespace Dressora.Conventions;

/// <summary>What reflection can see of the shipped assemblies.</summary>
public sealed class TypeTests
{
    private static readonly IReadOnlyList<Type> Types =
        [.. Repository.Projects.Select(Repository.Load).SelectMany(assembly => assembly.GetTypes()).Where(IsOurs)];

    [Fact]
    public void Every_internal_class_is_sealed_static_or_abstract() => Assert.Empty(
        Types.Where(type => type is { IsClass: true, IsVisible: false, IsSealed: false, IsAbstract: false }).Select(type => type.FullName));

    [Fact]
    public void Every_public_class_is_sealed_static_or_abstract() => Assert.Empty(
        Types.Where(type => type is { IsClass: true, IsVisible: true, IsSealed: false, IsAbstract: false }).Select(type => type.FullName));

    [Fact]
    public void A_cancellation_token_is_the_last_parameter_and_is_named_in_full()
    {
        var offenders =
            from type in Types.Where(type => type.IsVisible)
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            from parameter in method.GetParameters()
            where parameter.ParameterType == typeof(CancellationToken)
            where parameter.Position != method.GetParameters().Length - 1 || parameter.Name != "cancellationToken"
            select $"{type.Name}.{method.Name}";

        Assert.Empty(offenders);
    }

    [Fact]
    public void Interfaces_are_few()
    {
        var classes = Types.Count(type => type.IsClass);
        var interfaces = Types.Count(type => type.IsInterface);

        Assert.True(interfaces * 100 <= classes * 15, $"{interfaces} interfaces for {classes} classes; at most 15 per 100.");
    }

    [Theory]
    [InlineData("Dressora", 0.50)]
    [InlineData("Dressora.Providers.Evolink", 0.25)]
    public void A_package_shows_only_what_its_readers_need(string package, double shareMax)
    {
        var types = Repository.Load(package).GetTypes().Where(type => IsOurs(type) && !type.IsNested).ToList();
        var share = types.Count(type => type.IsVisible) / (double)types.Count;

        Assert.True(share <= shareMax, $"{share:P0} of {package} is public; at most {shareMax:P0}.");
    }

    [Fact]
    public void No_static_field_can_change() => Assert.Empty(
        from type in Types
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where field is { IsInitOnly: false, IsLiteral: false } && !IsGenerated(field)
        select $"{type.FullName}.{field.Name}");

    [Fact]
    public void No_namespace_is_called_like_the_type_Credits() =>
        Assert.DoesNotContain(Types, type => type.Namespace?.StartsWith("Dressora.Credits", StringComparison.Ordinal) == true);

    private static bool IsOurs(Type type) =>
        type.Namespace?.StartsWith("Dressora", StringComparison.Ordinal) == true && !IsGenerated(type);

    private static bool IsGenerated(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal)
        || member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || member.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false)
        || (member.DeclaringType is { } outer && IsGenerated(outer))
        || (member is Type { BaseType.FullName: "System.Text.Json.Serialization.JsonSerializerContext" })
        || (member.DeclaringType?.BaseType?.FullName == "System.Text.Json.Serialization.JsonSerializerContext");
}
