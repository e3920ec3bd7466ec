namespace Dressora.Providers.Evolink.Tests;

internal static class Some
{
    public const string Accepted = """
        {"created":1757156493,"id":"task-unified-1757156493-imcg5zqt","model":"gpt-image-2","object":"image.generation.task",
         "progress":0,"status":"pending","type":"image","task_info":{"can_cancel":true,"estimated_time":100},
         "usage":{"billing_rule":"per_call","credits_reserved":2.5,"user_group":"default"}}
        """;

    public static readonly ProviderTaskId TaskId = new("task-unified-1757156493-imcg5zqt");

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static ProviderTaskRequest Request(string model = "gpt-image-2") => new()
    {
        Attempt = new AttemptId(new JobId(Guid.Parse("0197f0c5-a2b4-7c0e-8f00-112233445566")), 1),
        Model = model,
        Prompt = "Put the garment on the person",
        Inputs = [Input("person"), Input("garment")],
        CallbackUrl = new Uri("https://app.example.com/dressora/callbacks/evolink/kJ8"),
    };

    public static ProviderInput Input(string role) => new()
    {
        Role = new InputRole(role),
        Image = new ImageInfo("image/png", 512, 512, 4),
        Url = new Uri($"https://files.evolink.ai/a/{role}.png"),
    };

    public static ProviderInput File(byte[] bytes, string contentType = "image/png") => new()
    {
        Role = InputRole.Person,
        Image = new ImageInfo(contentType, 512, 512, bytes.Length),
        Open = _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes)),
    };
}
